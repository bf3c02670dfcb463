package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Ports;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.RunFolder;
import dev.ridewire.stack.home.RunningStack;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** The whole system as child processes of this JVM. */
public final class LocalStack implements AutoCloseable {
    private final StackSettings settings;
    private final Progress progress;
    private final RunFolder runFolder;
    private final RunFolder.Lock lock;
    private final Map<Part, Keeper> keepers = new LinkedHashMap<>();
    private final CompletableFuture<PartFailedException> failure = new CompletableFuture<>();
    private boolean closed;

    private LocalStack(StackSettings settings, Progress progress, RunFolder.Lock lock) {
        this.settings = settings;
        this.progress = progress;
        this.runFolder = new RunFolder(settings.home());
        this.lock = lock;
    }

    /**
     * Locks the folder and cleans up after earlier runs. It starts no part yet, so that a caller can prepare {@link
     * #close} first.
     *
     * @throws StackBusyException if another launcher runs in the folder
     * @throws PartFailedException if the folder can't be used
     */
    public static LocalStack in(StackSettings settings, Progress progress) {
        Home home = settings.home();
        home.prepare();
        var runFolder = new RunFolder(home);
        RunFolder.Lock lock = runFolder.lock().orElseThrow(() -> new StackBusyException(busy(home, runFolder)));
        return new LocalStack(settings, progress, lock);
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws PortTakenException if another process listens on one of the ports
     * @throws PartFailedException if a part does not start; closing the stack stops the others
     */
    public RunningStack start() {
        RunningStack.forget(settings.home());
        Orphans.end(runFolder, progress);
        Arrays.stream(Part.values()).forEach(runFolder::release);
        if (settings.fresh()) {
            settings.home().wipeData();
        }
        requireFreePorts();
        startAll(part -> !part.isService());
        startAll(Part::isService);
        var running = new RunningStack(settings.ports(), settings.parts(), Instant.now());
        running.write(settings.home());
        return running;
    }

    /** Returns a future that completes with the reason when a part could not be kept alive. */
    public CompletableFuture<PartFailedException> failure() {
        return failure;
    }

    /** Reports whether the stack has been stopped, or is being stopped. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Stops all parts in reverse order, within bounded times, and releases the folder. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        RunningStack.forget(settings.home());
        stopAll(Part::isService);
        stopAll(part -> part == Part.KAFKA || part == Part.ZIPKIN);
        stopAll(part -> part == Part.POSTGRES);
        lock.close();
    }

    private void startAll(Predicate<Part> which) {
        List<CompletableFuture<Void>> ready = settings.parts().stream().filter(which).sorted().map(this::keep).toList();
        try {
            CompletableFuture.anyOf(
                    CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new)), firstFailure(ready)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PartFailedException failed
                    ? failed
                    : new PartFailedException("A part could not be started: " + e.getCause(), e);
        }
    }

    private static CompletableFuture<Void> firstFailure(List<CompletableFuture<Void>> all) {
        var failed = new CompletableFuture<Void>();
        all.forEach(one -> one.whenComplete((done, problem) -> {
            if (problem != null) {
                failed.completeExceptionally(problem);
            }
        }));
        return failed;
    }

    private CompletableFuture<Void> keep(Part part) {
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new PartFailedException("The stack is being stopped."));
            }
            progress.say("%-8s  starting".formatted(part.label()));
            var keeper = new Keeper(
                    part, new PartLauncher(settings), runFolder, progress, failure::complete);
            keepers.put(part, keeper);
            return keeper.keep();
        }
    }

    private void stopAll(Predicate<Part> which) {
        List<Map.Entry<Part, Keeper>> stopped;
        synchronized (this) {
            stopped = keepers.entrySet().stream().filter(entry -> which.test(entry.getKey())).toList();
        }
        stopped.parallelStream().forEach(entry -> {
            entry.getValue().stop();
            progress.say("%-8s  stopped".formatted(entry.getKey().label()));
        });
    }

    private void requireFreePorts() {
        settings.parts().stream().sorted().forEach(part -> settings.ports().neededBy(part).forEach((purpose, port) -> {
            if (!Ports.isFree(port)) {
                throw new PortTakenException(port, purpose);
            }
        }));
    }

    private static String busy(Home home, RunFolder runFolder) {
        String launcher = runFolder.launcher().map(process -> " (process " + process.pid() + ")").orElse("");
        return "A stack is running in " + home.folder() + " already" + launcher + "."
                + RunningStack.find(home).map(stack -> "\n" + stack.readyLine()).orElse("");
    }
}
