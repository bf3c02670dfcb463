package dev.ridewire.stack.run;

import dev.ridewire.parts.ChildProcess;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.RunFolder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The supervisor of one part. It starts the part, restarts it when it dies, and gives up after too many restarts. */
final class Keeper {
    private static final int MOST_REVIVALS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** The lifetime after which a part may be restarted the full number of times again. */
    private static final Duration GOOD_LIFE = Duration.ofSeconds(60);
    private static final Duration HOLD_CHECK = Duration.ofMillis(300);

    private final Part part;
    private final PartLauncher launcher;
    private final RunFolder runFolder;
    private final Progress progress;
    private final Consumer<PartFailedException> givenUp;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable ChildProcess child;

    Keeper(Part part, PartLauncher launcher, RunFolder runFolder, Progress progress,
            Consumer<PartFailedException> givenUp) {
        this.part = part;
        this.launcher = launcher;
        this.runFolder = runFolder;
        this.progress = progress;
        this.givenUp = givenUp;
    }

    /**
     * Starts the part on a thread of its own. The result completes when the part is ready for the first time, or fails.
     */
    CompletableFuture<Void> keep() {
        Thread.ofPlatform().daemon().name("keep-" + part.label()).start(this::run);
        return firstReady;
    }

    /** Stops the part for good. */
    void stop() {
        ChildProcess last;
        synchronized (this) {
            stopping.countDown();
            last = child;
        }
        if (last != null) {
            last.stop();
            runFolder.forget(part);
        }
    }

    private void run() {
        int revivals = 0;
        while (!isStopping()) {
            long began = System.nanoTime();
            String death;
            try {
                death = live();
            } catch (PartFailedException e) {
                endUnready();
                if (!firstReady.isDone()) {
                    firstReady.completeExceptionally(e);
                    return;
                }
                death = String.valueOf(e.getMessage());
            }
            if (isStopping() || waitedWhileHeld()) {
                continue;
            }
            if (System.nanoTime() - began > GOOD_LIFE.toNanos()) {
                revivals = 0;
            }
            if (revivals == MOST_REVIVALS) {
                givenUp.accept(new PartFailedException(
                        death + "\nIt was started again " + MOST_REVIVALS + " times; that did not help."));
                return;
            }
            revivals++;
            progress.say("%s; starting it again (%d of %d)".formatted(
                    death.lines().findFirst().orElse(part.label()), revivals, MOST_REVIVALS));
            pause(FIRST_PAUSE.multipliedBy(1L << (revivals - 1)));
        }
    }

    /** Runs the part from its start to its death, and returns how it died. */
    private String live() {
        long began = System.nanoTime();
        ChildProcess started = launcher.start(part, this::spawned);
        progress.say("%-8s  ready in %.1f s".formatted(part.label(), (System.nanoTime() - began) / 1e9));
        firstReady.complete(null);
        started.exit().join();
        // The child is dead, but its watch process may still run.
        started.stop();
        return started.obituary();
    }

    private void endUnready() {
        ChildProcess unready;
        synchronized (this) {
            unready = child;
        }
        if (unready != null) {
            unready.stop();
        }
    }

    private void spawned(ChildProcess spawned) {
        synchronized (this) {
            child = spawned;
        }
        runFolder.note(part, spawned);
        if (isStopping()) {
            spawned.stop();
        }
    }

    /** Waits while the part is stopped on request, until it may start again. Reports whether it was stopped. */
    private boolean waitedWhileHeld() {
        if (!runFolder.isHeld(part)) {
            return false;
        }
        progress.say(part.label() + " is stopped on request.");
        while (runFolder.isHeld(part) && !isStopping()) {
            pause(HOLD_CHECK);
        }
        return true;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
