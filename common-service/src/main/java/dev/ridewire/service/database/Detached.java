package dev.ridewire.service.database;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A wait for a write that does not cancel it when the wait is over: a cancelled transaction can leak into the next
 * borrower of its connection (spring-framework #36344). A late write runs to its end, which the database's own timeouts
 * bound.
 */
public final class Detached {
    private Detached() {}

    /**
     * Returns the answer of the write; null if it ends empty. It blocks, so event loops must not call it.
     *
     * @throws IllegalStateException with a {@link TimeoutException} as its cause if the write takes longer than {@code
     *         wait}; also if this thread is interrupted, and then it stays so
     */
    public static <T> @Nullable T await(Mono<T> write, Duration wait) {
        try {
            return write.toFuture().get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException("a write failed", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("a write took longer than " + wait + ", it continues in the background", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for a write, which continues in the background", e);
        }
    }
}
