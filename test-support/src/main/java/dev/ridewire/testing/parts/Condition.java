package dev.ridewire.testing.parts;

import dev.ridewire.parts.PartFailedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A wait for a condition that a part reaches in its own time. */
final class Condition {
    private static final long PAUSE_MILLIS = 100;

    private Condition() {}

    /**
     * Returns when the condition holds.
     *
     * @param the condition in words, for the message
     * @param condition asked every 100 ms; an exception means not yet
     * @throws PartFailedException if it does not hold in time
     */
    static void await(String what, Duration patience, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (InterruptedException e) {
                throw interrupted(what, e);
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new PartFailedException(
                        "not within %d s: %s%s".formatted(patience.toSeconds(), what, last == null ? "" : ", " + last),
                        last);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(what, e);
            }
        }
    }

    private static PartFailedException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PartFailedException("interrupted while waiting for: " + what, e);
    }
}
