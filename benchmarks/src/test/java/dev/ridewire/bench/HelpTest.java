package dev.ridewire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of each benchmark stands as text in a folder, so that it needs no build. */
class HelpTest {
    private static final Path FOLDER = Path.of("help");

    @ParameterizedTest
    @MethodSource("commands")
    void theTextInTheFolderIsTheHelpOfTheCommand(CommandLine command) {
        assertThat(FOLDER.resolve(fileOf(command))).as("copy the expected text there")
                .content().isEqualTo(command.getUsageMessage(Ansi.OFF));
    }

    @Test
    void theFolderHoldsNoOtherText() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(commands().map(HelpTest::fileOf).toList());
        }
    }

    private static String fileOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-").replaceFirst("^ridewire ", "") + ".txt";
    }

    private static Stream<CommandLine> commands() {
        var found = new ArrayList<CommandLine>();
        collect(Bench.commandLine(), found);
        return found.stream();
    }

    private static void collect(CommandLine command, List<CommandLine> found) {
        found.add(command);
        command.getSubcommands().values().stream().filter(one -> !one.getCommandName().equals("help"))
                .forEach(one -> collect(one, found));
    }
}
