package dev.ridewire.web.reactive;

import reactor.core.publisher.Mono;

/**
 * Runs a write to its end even if the client disconnects: a cancelled transaction can leak into the next borrower of
 * its connection (spring-framework #36344), and the client could not tell whether it happened.
 */
public final class Uncancellable {
    private Uncancellable() {}

    /**
     * Returns the same result, but cancelling the subscription does not cancel {@code write}. The write must bound its
     * own time.
     */
    public static <T> Mono<T> write(Mono<T> write) {
        return Mono.deferContextual(context -> {
            var permit = RequestPermit.of(context);
            Mono<T> counted = write.doFirst(permit::workBegins).doFinally(signal -> permit.workEnds());
            return Mono.fromFuture(() -> counted.contextWrite(context).toFuture(), true);
        });
    }
}
