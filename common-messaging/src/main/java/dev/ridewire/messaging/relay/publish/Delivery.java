package dev.ridewire.messaging.relay.publish;

import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to Kafka.
 *
 * @param recordedAt when its transaction began
 * @param alone      whether it shares its batch with no other event, so that a failure is its own
 * @param outcome    null once Kafka has it, else what went wrong; never completes exceptionally
 */
public record Delivery(OutboxEntry entry, Instant recordedAt, boolean alone,
        CompletableFuture<@Nullable Exception> outcome) {
    public boolean isDone() {
        return outcome.isDone();
    }

    public void await(long millis) throws InterruptedException {
        await(outcome, millis);
    }

    public static void await(CompletableFuture<@Nullable Exception> outcome, long millis) throws InterruptedException {
        try {
            outcome.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Waits for a short time only. The caller repeats the call, and does other work in between.
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a delivery ended with an exception instead of an outcome", e);
        }
    }
}
