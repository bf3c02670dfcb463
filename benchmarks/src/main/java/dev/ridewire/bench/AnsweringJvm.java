package dev.ridewire.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that does what it is asked, a line at a time, and answers {@code ok …} or {@code failed …}. It ends
 * with its input.
 */
public final class AnsweringJvm implements AutoCloseable {
    /** JVM options of every measured process. */
    public static final List<String> OPTIONS = List.of("-Xmx512m", "-Xshare:auto", "-XX:+ExitOnOutOfMemoryError",
            // Compilers that come and go would take their processor time with them.
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration END = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private AnsweringJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param name      what people call it
     * @param log       where its {@code System.err} goes
     * @param arguments what follows {@link #OPTIONS}
     */
    public static AnsweringJvm start(String name, Path log, List<String> arguments) throws IOException {
        return new AnsweringJvm(name, log, new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** {@code java}, {@link #OPTIONS} and these. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(OPTIONS);
        command.addAll(arguments);
        return command;
    }

    /**
     * Waits for as long as the answer takes.
     *
     * @return what follows {@code ok}
     * @throws IOException if it fails, or its JVM is gone
     */
    public String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        while (answer != null && !answer.startsWith("ok") && !answer.startsWith("failed")) {
            // A JVM's own words, about its flight recorder for one.
            answer = answers.readLine();
        }
        if (answer == null || !answer.startsWith("ok")) {
            throw new IOException("%s: %s; its log is %s".formatted(
                    name, answer == null ? "its JVM is gone" : answer, log));
        }
        return answer.substring("ok".length()).strip();
    }

    public CpuMeter.Spent cpu() {
        return new CpuMeter(process.toHandle()).read();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
