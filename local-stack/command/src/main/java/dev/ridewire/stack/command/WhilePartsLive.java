package dev.ridewire.stack.command;

import dev.ridewire.parts.PartFailedException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Work that makes no sense after a part of the stack has failed for good. */
final class WhilePartsLive {
    private WhilePartsLive() {}

    /**
     * Does the work; interrupts it and waits for its end as soon as a part has failed for good.
     *
     * @param failure completes when a part has failed for good
     * @throws PartFailedException with the reason of the part's failure
     * @throws InterruptedException if the calling thread is interrupted, or the work was
     */
    static <T> T call(CompletableFuture<PartFailedException> failure, Callable<T> work) throws InterruptedException {
        var outcome = new CompletableFuture<T>();
        Thread worker = Thread.ofPlatform().daemon().name("rides").start(() -> {
            try {
                outcome.complete(work.call());
            } catch (Exception | Error problem) {
                outcome.completeExceptionally(problem);
            }
        });
        failure.thenAccept(outcome::completeExceptionally);
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case RuntimeException problem -> throw problem;
                case Error error -> throw error;
                case InterruptedException interrupted -> throw interrupted;
                default -> throw new IllegalStateException(e);
            }
        } finally {
            worker.interrupt();
            worker.join();
        }
    }
}
