package dev.ridewire.stack.command;

import dev.ridewire.parts.PartFailedException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Hands over to the benchmarks. Their help is text that stands beside them, because building them takes minutes.
 */
@Command(name = "bench", description = "Measures rides, events, the assignment of drivers, the distance of trips, and what a request and a trip cost. "
        + "`ridewire bench booking --help` says more.")
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "dev.ridewire.bench.Bench";

    private static final Set<String> HELP = Set.of("-h", "--help", "help");

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Path benchmarks = Surroundings.installation().root().resolve("benchmarks");
        if (arguments.isEmpty() || arguments.stream().anyMatch(HELP::contains)) {
            return help(benchmarks.resolve("help"));
        }
        Path built = benchmarks.resolve("target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-Xshare:auto",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-cp", classPath(built), MAIN));
        command.addAll(arguments);
        try {
            // Ctrl-C reaches it as well, and it stops its parts.
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new PartFailedException("the benchmarks can't be run: " + e.getMessage(), e);
        }
    }

    /** Prints the help of the benchmark that the arguments name. Without arguments, that is a wrong use. */
    private int help(Path folder) {
        String words = arguments.stream().filter(word -> !HELP.contains(word)).takeWhile(word -> !word.startsWith("-"))
                .map(word -> "-" + word).collect(Collectors.joining());
        CommandLine command = spec.commandLine();
        Path text = folder.resolve("bench" + words + ".txt");
        try {
            if (!Files.exists(text)) {
                command.getErr().println("No benchmark is called" + words.replace('-', ' ') + ".");
                show(command.getErr(), folder.resolve("bench.txt"));
                return ExitCode.USAGE;
            }
            show(arguments.isEmpty() ? command.getErr() : command.getOut(), text);
            return arguments.isEmpty() ? ExitCode.USAGE : ExitCode.OK;
        } catch (IOException e) {
            throw new PartFailedException("the help of the benchmarks can't be read: " + e.getMessage(), e);
        }
    }

    /** Nobody else flushes the writer before the process ends. */
    private static void show(PrintWriter writer, Path text) throws IOException {
        writer.print(Files.readString(text));
        writer.flush();
    }

    private static String classPath(Path built) {
        try {
            return built.resolve("classes") + File.pathSeparator
                    + Files.readString(built.resolve("classpath")).strip();
        } catch (IOException e) {
            throw new PartFailedException("The benchmarks are not built yet, and a build would change the jars of the "
                    + "running stack. `./ridewire down` first, then the same command again.", e);
        }
    }
}
