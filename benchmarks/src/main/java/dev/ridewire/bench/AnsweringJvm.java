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
 * A separate JVM that executes commands, one in a line, and answers {@code ok …} or {@code failed …}. It ends with its
 * input.
 */
public final class AnsweringJvm implements AutoCloseable {
    /** The JVM options of every measured process. */
    public static final List<String> OPTIONS = List.of("-Xmx512m", "-Xshare:auto", "-XX:+ExitOnOutOfMemoryError",
            // A fixed number of compiler threads: threads that come and go would take their processor time with them.
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
     * @param name      its name in messages
     * @param log       the file for its {@code System.err}
     * @param arguments the arguments after {@link #OPTIONS}
     */
    public static AnsweringJvm start(String name, Path log, List<String> arguments) throws IOException {
        return new AnsweringJvm(name, log, new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Returns {@code java}, {@link #OPTIONS} and these arguments. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(OPTIONS);
        command.addAll(arguments);
        return command;
    }

    /**
     * Sends a command and waits for the answer without a limit.
     *
     * @return the text after {@code ok}
     * @throws IOException if it fails, or its JVM is gone
     */
    public String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        while (answer != null && !answer.startsWith("ok") && !answer.startsWith("failed")) {
            // The JVM printed this line itself, for example about its flight recorder.
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
