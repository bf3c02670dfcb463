package dev.ridewire.dispatch.adapter.web.offer;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.codec.ServerSentEvent;

/** A reason for which a stream ends; clients see it in lower case, with hyphens. */
enum StreamEnd {
    /** The access token has expired. */
    TOKEN_EXPIRED,
    /** The driver opened one stream too many, and this was the oldest. */
    REPLACED,
    /** The instance shuts down. */
    SHUTDOWN;

    /** The time over which clients spread their return after a shutdown. */
    private static final Duration RECONNECT_WITHIN = Duration.ofSeconds(10);

    /** The data of the last event. */
    record Told(String reason) {}

    /** Returns the last event. After a shutdown it also tells a client when to return. */
    ServerSentEvent<Object> event() {
        var event = ServerSentEvent.<Object>builder(new Told(slug())).event("end");
        return (this == SHUTDOWN ? event.retry(pause()) : event).build();
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A random pause keeps thousands of clients from returning in the same second. */
    private static Duration pause() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(RECONNECT_WITHIN.toMillis() + 1));
    }
}
