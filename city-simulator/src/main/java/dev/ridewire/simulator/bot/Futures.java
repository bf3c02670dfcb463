package dev.ridewire.simulator.bot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A wait for another thread's answer. */
final class Futures {
    private Futures() {}

    /** @throws IllegalStateException if the other thread failed */
    static <T> T join(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
