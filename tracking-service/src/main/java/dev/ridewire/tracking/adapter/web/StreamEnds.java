package dev.ridewire.tracking.adapter.web;

import dev.ridewire.web.stream.LastWord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Mono;

/** The last event of a stream: {@code end}, with the reason. */
public final class StreamEnds {
    private final Duration reconnectWithin;
    private final Map<Reason, Counter> ended = new EnumMap<>(Reason.class);

    /** A reason for which a stream ends; clients see it in lower case, with hyphens. */
    public enum Reason {
        /** The ride has reached a final state. */
        RIDE_OVER,
        /** The watcher may no longer see the ride, for example a driver who gave it back. */
        RIDE_GIVEN_BACK,
        /** The access token has expired. */
        TOKEN_EXPIRED,
        /** The same person opened one stream too many, and this was the oldest. */
        REPLACED,
        /** The instance shuts down. */
        SHUTDOWN,
        /** The shared link shows nothing any more: the ride is over, or the rider revoked the link. */
        LINK_OVER
    }

    /** @param reconnectWithin the time over which clients spread their return after a shutdown */
    public StreamEnds(Duration reconnectWithin, MeterRegistry meters) {
        this.reconnectWithin = reconnectWithin;
        for (Reason reason : Reason.values()) {
            ended.put(reason, Counter.builder("ridewire.tracking.streams.ended").tag("reason", LastWord.slug(reason))
                    .description("Streams that the service ended").register(meters));
        }
    }

    /** Returns the last event. After a shutdown it also tells a client when to return. */
    public ServerSentEvent<Object> event(Reason reason) {
        Objects.requireNonNull(ended.get(reason), "reason").increment();
        return reason == Reason.SHUTDOWN
                ? LastWord.eventWithReturn(reason, reconnectWithin)
                : LastWord.event(reason);
    }

    /** Returns the event of a reason of the service to end a stream. */
    public Mono<ServerSentEvent<Object>> eventOf(Mono<OpenConnections.End> end) {
        return end.map(reason -> event(switch (reason) {
            case REPLACED -> Reason.REPLACED;
            case SHUTDOWN -> Reason.SHUTDOWN;
        }));
    }
}
