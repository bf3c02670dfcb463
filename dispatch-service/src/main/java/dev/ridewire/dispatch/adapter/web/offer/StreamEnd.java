package dev.ridewire.dispatch.adapter.web.offer;

import dev.ridewire.web.stream.LastWord;
import java.time.Duration;
import org.springframework.http.codec.ServerSentEvent;

/** A reason for which a stream ends. */
enum StreamEnd {
    /** The access token has expired. */
    TOKEN_EXPIRED,
    /** The driver opened one stream too many, and this was the oldest. */
    REPLACED,
    /** The instance shuts down. */
    SHUTDOWN;

    /** The time over which clients spread their return after a shutdown. */
    private static final Duration RECONNECT_WITHIN = Duration.ofSeconds(10);

    /** Returns the last event. After a shutdown it also tells a client when to return. */
    ServerSentEvent<Object> event() {
        return this == SHUTDOWN ? LastWord.eventWithReturn(this, RECONNECT_WITHIN) : LastWord.event(this);
    }
}
