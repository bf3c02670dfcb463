package dev.ridewire.web.stream;

import dev.ridewire.web.reactive.RequestPermit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The lifetime of an event stream, with heartbeats that keep it open while there are no events. */
public final class StreamLife {
    /** Heartbeats vary by this share, so that streams which opened together do not send them together. */
    private static final double JITTER = 0.2;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Duration heartbeat;
    private final Clock clock;
    private final DoubleSupplier chance;

    /**
     * @param heartbeat the longest time between empty comments; below the idle time-outs of the proxies in between (30
     *         s and more)
     */
    public StreamLife(Duration heartbeat, Clock clock) {
        this(heartbeat, clock, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance numbers from 0 (inclusive) to 1 (exclusive) */
    StreamLife(Duration heartbeat, Clock clock, DoubleSupplier chance) {
        this.heartbeat = Objects.requireNonNull(heartbeat, "heartbeat");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.chance = Objects.requireNonNull(chance, "chance");
    }

    /**
     * Returns the events with heartbeats, until the events end or fail.
     *
     * @param lastWord ends the stream in any case, with an event that tells the reason
     */
    public <T> Flux<ServerSentEvent<T>> of(Flux<ServerSentEvent<T>> events, Mono<ServerSentEvent<T>> lastWord) {
        return Flux.deferContextual(context -> {
            // A stream lasts long without being work, so it holds no place and its duration is not measured.
            RequestPermit.of(context).leave();
            Sinks.Empty<Void> over = Sinks.empty();
            var said = new AtomicReference<@Nullable ServerSentEvent<T>>();
            Flux<ServerSentEvent<T>> beats = Mono.defer(() -> Mono.delay(pause())).repeat()
                    .onBackpressureDrop()
                    .map(tick -> ServerSentEvent.<T>builder().comment("heartbeat").build())
                    .takeUntilOther(over.asMono());
            // Takes one event at a time: a newer event can replace one that waits for a slow client only until it is
            // taken here.
            return Flux.merge(1, events.doFinally(signal -> over.tryEmitEmpty()), beats)
                    .takeUntilOther(lastWord.doOnNext(said::set))
                    .concatWith(Mono.defer(() -> Mono.justOrEmpty(said.get())));
        });
    }

    /** Returns a signal at a time, such as the expiry of the token. */
    public Mono<Long> at(Instant time) {
        return Mono.defer(() -> Mono.delay(until(time, clock.instant())));
    }

    /** Returns the time from now until then, but at most a year: a timer that counts nanoseconds has its own end. */
    public static Duration until(Instant then, Instant now) {
        Duration left = Duration.between(now, then);
        return left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }

    private Duration pause() {
        return Duration.ofNanos(Math.round(heartbeat.toNanos() * (1 - JITTER * chance.getAsDouble())));
    }
}
