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

/** The lifetime of an event stream, with heartbeats that keep it open while there are no events. */
public final class StreamLife {
    private final Duration heartbeat;
    private final Clock clock;

    /**
     * @param heartbeat the time between empty comments; below the idle time-outs of the proxies in between (30 s and
     *         more)
     */
    public StreamLife(Duration heartbeat, Clock clock) {
        this.heartbeat = Objects.requireNonNull(heartbeat, "heartbeat");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns the events with heartbeats, until the events end or fail.
     *
     * @param tokenExpiry the time at which the stream ends in any case; a client that reconnects needs a new token
     */
    public <T> Flux<ServerSentEvent<T>> of(Flux<ServerSentEvent<T>> events, Instant tokenExpiry) {
        return Flux.deferContextual(context -> {
            // A stream lasts long without being work, so it holds no place and its duration is not measured.
            RequestPermit.of(context).leave();
            Sinks.Empty<Void> over = Sinks.empty();
            Flux<ServerSentEvent<T>> beats = Flux.interval(heartbeat)
                    .onBackpressureDrop()
                    .map(tick -> ServerSentEvent.<T>builder().comment("heartbeat").build())
                    .takeUntilOther(over.asMono());
            // Takes one event at a time: a newer event can replace one that waits for a slow client only until it is
            // taken here.
            return Flux.merge(1, events.doFinally(signal -> over.tryEmitEmpty()), beats)
                    .takeUntilOther(Mono.delay(Duration.between(clock.instant(), tokenExpiry)));
        });
    }
}
