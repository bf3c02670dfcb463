package dev.ridewire.web.stream;

import dev.ridewire.web.reactive.RequestPermit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The lifetime of an event stream, and the heartbeats that show it alive in its silence. */
public final class StreamLife {
    private final Duration heartbeat;
    private final Clock clock;

    /**
     * @param heartbeat between comments that say nothing; below the idle time-outs of the proxies in between (30 s and
     *         more)
     */
    public StreamLife(Duration heartbeat, Clock clock) {
        this.heartbeat = Objects.requireNonNull(heartbeat, "heartbeat");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The events with heartbeats, until the events end or fail.
     *
     * @param tokenExpiry when the stream ends in any case: it lasts no longer than the right to it, and a client that
     *                    comes back shows a new token
     */
    public <T> Flux<ServerSentEvent<T>> of(Flux<ServerSentEvent<T>> events, Instant tokenExpiry) {
        return Flux.deferContextual(context -> {
            // A stream lasts long without being work, and its silence says nothing about how busy the service is.
            RequestPermit.of(context).leave();
            Sinks.Empty<Void> over = Sinks.empty();
            Flux<ServerSentEvent<T>> beats = Flux.interval(heartbeat)
                    .onBackpressureDrop()
                    .map(tick -> ServerSentEvent.<T>builder().comment("heartbeat").build())
                    .takeUntilOther(over.asMono());
            // One at a time: what waits for a slow client can be replaced by what is newer only before it is taken
            // here.
            return Flux.merge(1, events.doFinally(signal -> over.tryEmitEmpty()), beats)
                    .takeUntilOther(Mono.delay(Duration.between(clock.instant(), tokenExpiry)));
        });
    }
}
