package dev.ridewire.stack.command;

import dev.ridewire.parts.OwnSession;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.Ridewire;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.run.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A launcher in the background, which outlives this command. */
final class DetachedStack {
    private static final long LOOK_EVERY_MS = 200;

    private DetachedStack() {}

    /**
     * Starts it and waits until it is ready or gone.
     *
     * @param progress receives the launcher's lines meanwhile
     * @return 0 once it is ready, else the launcher's exit code
     */
    static int start(StackOptions options, Home home, Progress progress) {
        home.prepare();
        Path log = home.log("launcher");
        try {
            Files.writeString(log, "");
            Process launcher = new ProcessBuilder(command(options))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            long told = 0;
            while (!launcher.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                boolean ready = RunningStack.find(home).isPresent();
                told = tell(log, told, progress);
                if (ready) {
                    return 0;
                }
            }
            tell(log, told, progress);
            return launcher.exitValue();
        } catch (IOException e) {
            throw new PartFailedException("The launcher can't be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted; the launcher goes on, `ridewire down` stops it", e);
        }
    }

    private static List<String> command(StackOptions options) {
        List<String> command = new ArrayList<>(OwnSession.PREFIX);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-D" + Surroundings.ROOT + "=" + Surroundings.installation().root(),
                "-cp", System.getProperty("java.class.path"), Ridewire.class.getName(), "up"));
        command.addAll(options.arguments());
        return command;
    }

    /** Passes on the complete new lines of the log, and returns how far it has read. */
    private static long tell(Path log, long from, Progress progress) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] fresh = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(fresh);
            int end = new String(fresh, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
            new String(fresh, 0, end, StandardCharsets.UTF_8).lines().forEach(progress::say);
            return from + end;
        }
    }
}
