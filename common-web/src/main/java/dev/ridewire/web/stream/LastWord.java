package dev.ridewire.web.stream;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.codec.ServerSentEvent;

/**
 * The data of the last event of a stream, {@code end}.
 *
 * @param reason a slug that clients can tell apart
 */
public record LastWord(String reason) {
    /** Returns the last event. Clients see the constant in lower case, with hyphens. */
    public static ServerSentEvent<Object> event(Enum<?> reason) {
        return builder(reason).build();
    }

    /**
     * Returns the last event with a random time after which a client returns, so that thousands do not return in the
     * same second.
     *
     * @param within the longest of these times
     */
    public static ServerSentEvent<Object> eventWithReturn(Enum<?> reason, Duration within) {
        long pause = ThreadLocalRandom.current().nextLong(within.toMillis() + 1);
        return builder(reason).retry(Duration.ofMillis(pause)).build();
    }

    /** Returns the slug of a reason. */
    public static String slug(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ServerSentEvent.Builder<Object> builder(Enum<?> reason) {
        return ServerSentEvent.<Object>builder(new LastWord(slug(reason))).event("end");
    }
}
