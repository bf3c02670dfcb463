package dev.ridewire.tracking.adapter.web;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The long-lived connections of one kind on this instance, bounded in total and for each holder. */
public final class OpenConnections {
    private final int maxOpen;
    private final int maxOfOne;
    private final AtomicInteger open = new AtomicInteger();
    /** The signals that end the connections of each holder, oldest connection first. */
    private final Map<String, List<Sinks.One<End>>> endsOfHolder = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A reason of the service to end a connection. */
    public enum End {
        /** The holder opened one connection too many, and this is the oldest. */
        REPLACED,
        /** The instance shuts down. */
        SHUTDOWN
    }

    /**
     * @param maxOpen  connections of this instance; more are answered 503, so that a balancer tries another
     * @param maxOfOne connections of one holder; one more ends the oldest
     */
    public OpenConnections(int maxOpen, int maxOfOne) {
        this.maxOpen = maxOpen;
        this.maxOfOne = maxOfOne;
    }

    /**
     * Opens a connection if there is room, and counts it until it ends.
     *
     * @param connection receives the signal at which it should end
     */
    public <T> Flux<T> open(String holder, Function<Mono<End>, Publisher<T>> connection) {
        return open(holder, maxOfOne, connection);
    }

    /**
     * Opens a connection as {@link #open(String, Function)} does, for a holder with a bound of its own.
     *
     * @param most connections of this holder; one more ends the oldest
     */
    public <T> Flux<T> open(String holder, int most, Function<Mono<End>, Publisher<T>> connection) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > maxOpen) {
                open.decrementAndGet();
                return Flux.error(full());
            }
            Sinks.One<End> end = Sinks.one();
            // Deferred, so that a connection that fails while it is made is counted no longer.
            return Flux.defer(() -> connection.apply(end.asMono()))
                    .doOnSubscribe(subscribed -> enter(holder, most, end))
                    .doFinally(signal -> leave(holder, end));
        });
    }

    /** Reports whether one more connection may open. Only {@link #open(String, Function)} decides. */
    public boolean hasRoom() {
        return open.get() < maxOpen;
    }

    /** Returns the problem of one connection too many. */
    public static ProblemException full() {
        return new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here.");
    }

    private void enter(String holder, int most, Sinks.One<End> end) {
        List<Sinks.One<End>> ends = endsOfHolder.merge(holder, List.of(end),
                (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
        // A phone that lost its network reconnects before its old connections are known to be dead. So the oldest
        // connection ends.
        ends.subList(0, Math.max(0, ends.size() - most)).forEach(oldest -> oldest.tryEmitValue(End.REPLACED));
        if (closed) {
            end.tryEmitValue(End.SHUTDOWN);
        }
    }

    private void leave(String holder, Sinks.One<End> end) {
        open.decrementAndGet();
        endsOfHolder.computeIfPresent(holder, (same, ends) -> {
            List<Sinks.One<End>> left = ends.stream().filter(other -> other != end).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Ends all present and later connections: open ones would delay a shutdown for its whole grace period. */
    public void close() {
        closed = true;
        endsOfHolder.values().forEach(ends -> ends.forEach(end -> end.tryEmitValue(End.SHUTDOWN)));
    }

    /** Returns the number of open connections. */
    public int count() {
        return open.get();
    }
}
