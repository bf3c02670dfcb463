package dev.ridewire.stack.run;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.ProcessIdentity;
import dev.ridewire.stack.home.RunFolder;
import dev.ridewire.stack.home.RunningStack;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A way to stop and start single parts of a stack that another process, its launcher, supervises. */
public final class RemoteControl {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final long LOOK_EVERY_MS = 100;

    private final RunFolder runFolder;
    private final RunningStack stack;

    /** @throws StackAbsentException if no stack is ready in the home */
    public RemoteControl(Home home) {
        this.runFolder = new RunFolder(home);
        this.stack = RunningStack.find(home).orElseThrow(() -> new StackAbsentException(home));
    }

    /** Stops a part, which then stays stopped until {@link #start}. */
    public void stop(Part part) {
        requireRun(part);
        runFolder.hold(part);
        runFolder.child(part).ifPresent(child -> child.find().ifPresent(process -> {
            child.end().sendTo(child.pid());
            if (!await(() -> !process.isAlive(), STOP_PATIENCE)) {
                process.destroyForcibly();
            }
        }));
    }

    /** Starts a stopped part again, and waits until it is ready. */
    public void start(Part part) {
        requireRun(part);
        runFolder.release(part);
        boolean ready = await(
                () -> runFolder.child(part).flatMap(ProcessIdentity::find).isPresent()
                        && Readiness.of(part, stack.ports()),
                START_PATIENCE);
        if (!ready) {
            throw new PartFailedException(part.label() + " was not ready within " + START_PATIENCE.toSeconds() + " s.");
        }
    }

    private void requireRun(Part part) {
        if (!stack.parts().contains(part)) {
            throw new IllegalArgumentException("This stack runs without " + part.label() + " (up --only).");
        }
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PartFailedException("interrupted", e);
            }
        }
        return true;
    }
}
