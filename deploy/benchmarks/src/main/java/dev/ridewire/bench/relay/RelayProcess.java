package dev.ridewire.bench.relay;

import dev.ridewire.bench.CpuMeter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JVM a contender's relay runs in, so that its processor time is its own. */
final class RelayProcess implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx512m", "-Xshare:auto", "-XX:+ExitOnOutOfMemoryError",
            // Compilers that come and go would take their processor time with them.
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    private static final Duration END = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private RelayProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param jvmOptions more of them, for profilers and the like */
    static RelayProcess start(Contender contender, Place place, Path stamps, Path log, List<String> jvmOptions)
            throws IOException {
        var database = place.database();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", contender.classPath(), RelayMain.class.getName(),
                contender.name(), database.host(), Integer.toString(database.port()), database.name(),
                database.service(), database.appPassword(), place.kafka(), place.topic(), stamps.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new RelayProcess(contender.name(), log, process);
    }

    /** @param databasePort where the relay finds PostgreSQL */
    void startRelay(int databasePort) throws IOException {
        ask("start " + databasePort);
    }

    void stopRelay() throws IOException {
        ask("stop");
    }

    /** Records in the relay's JVM. */
    Load.Done record(Load load) throws IOException {
        String[] answer = ask("record %d %d %d %d %d".formatted(
                load.first(), load.count(), load.perSecond(), load.perCommit(), load.payloadBytes())).split(" ");
        return new Load.Done(Long.parseLong(answer[1]), Long.parseLong(answer[2]));
    }

    CpuMeter.Spent cpu() {
        return new CpuMeter(process.toHandle()).read();
    }

    private String ask(String command) throws IOException {
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
        return answer;
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
