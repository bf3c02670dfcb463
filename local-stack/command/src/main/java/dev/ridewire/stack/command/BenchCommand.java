package dev.ridewire.stack.command;

import dev.ridewire.parts.PartFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The benchmarks get the terminal's Ctrl-C as well, and stop their parts. */
@Command(name = "bench", description = "Measures rides, events, the assignment of drivers, the distance of trips, and what a request and a trip cost. "
        + "`ridewire bench booking --help` says more.")
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "dev.ridewire.bench.Bench";

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Path built = Surroundings.installation().root().resolve("benchmarks/target");
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
