package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A child process of this JVM. It writes its output to a log file. It does not receive the terminal's Ctrl-C, because
 * this JVM decides the order of stops. It ends when this JVM is gone, however it ended.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 12;
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final Spec spec;
    private final Process process;
    private final ParentWatch watch;

    /**
     * The command, log and signals of a child process.
     *
     * @param name        its name in messages
     * @param command     program and arguments
     * @param environment added to this JVM's own
     * @param log         the file to which its output is appended
     * @param end         the signal that asks it to end
     * @param grace       the time that it may take to end before it is killed
     */
    public record Spec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Signal end,
            Duration grace) {
        public Spec {
            Objects.requireNonNull(name, "name");
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(grace, "grace");
        }
    }

    private ChildProcess(Spec spec, Process process) {
        this.spec = spec;
        this.process = process;
        this.watch = ParentWatch.over(process.pid(), spec.end());
    }

    /**
     * Starts the child; it need not be ready when this returns.
     *
     * @throws PartFailedException if its program can't be run
     */
    public static ChildProcess start(Spec spec) {
        List<String> command = new ArrayList<>(OwnSession.PREFIX);
        command.addAll(spec.command());
        try {
            Files.createDirectories(spec.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            return new ChildProcess(spec, builder.start());
        } catch (IOException e) {
            throw new PartFailedException(spec.name() + " can't be run: " + e.getMessage(), e);
        }
    }

    /**
     * Starts the child and waits until it is ready. Stops it if it does not get ready.
     *
     * @param spawned receives the child at once, before it is ready
     * @param ready   asked every 100 ms
     * @param patience how long at most
     * @throws PartFailedException as {@link #awaitReady} does, and if its program can't be run
     */
    public static ChildProcess start(
            Spec spec, Consumer<ChildProcess> spawned, BooleanSupplier ready, Duration patience) {
        ChildProcess child = start(spec);
        spawned.accept(child);
        try {
            child.awaitReady(ready, patience);
        } catch (RuntimeException e) {
            child.stop();
            throw e;
        }
        return child;
    }

    /**
     * Waits until the child is ready.
     *
     * @param ready   asked every 100 ms
     * @param patience how long at most
     * @throws PartFailedException if it dies first or takes too long; the message ends with its last log lines
     */
    public void awaitReady(BooleanSupplier ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (waitFor(Duration.ofMillis(100))) {
                throw new PartFailedException(obituary());
            }
            if (System.nanoTime() > deadline) {
                throw new PartFailedException(
                        name() + " was not ready within " + patience.toSeconds() + " s; " + lastWords());
            }
        }
    }

    /** Asks the child to end, waits for its grace, then kills it. It does nothing if the child is gone. */
    public void stop() {
        if (process.isAlive()) {
            spec.end().sendTo(process.pid());
            if (!waitFor(spec.grace())) {
                kill();
            }
        }
        watch.end();
    }

    /** Ends the child as a crash would, so that it can do nothing more. It does nothing if the child is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(KILL_PATIENCE);
        watch.end();
    }

    @Override
    public void close() {
        stop();
    }

    public String name() {
        return spec.name();
    }

    /** Returns the signal that asks the child to end. */
    public Signal end() {
        return spec.end();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the child's exit code, once it is gone. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Describes a child that ended: a line with its exit code and the place of its log, then the last lines of the log.
     */
    public String obituary() {
        return name() + " died with exit code " + process.exitValue() + "; " + lastWords();
    }

    private String lastWords() {
        return "its log is " + spec.log() + "\nand ends with:\n" + LogTail.of(spec.log(), LOG_LINES_SHOWN).indent(4);
    }

    private boolean waitFor(Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted while waiting for " + name(), e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new PartFailedException("waiting for " + name() + " failed: " + e.getMessage(), e);
        }
    }
}
