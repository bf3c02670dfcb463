package dev.ridewire.tracking.adapter.web.location;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of a driver's socket.
 *
 * @param ping            the time between two pings
 * @param idle            the longest time without any frame from the phone, pongs included
 * @param burst           points that may come at once, after a pause
 * @param pointsPerSecond points in the long run; a phone that sends more is read more slowly
 * @param reconnectWithin the time over which the phones spread their return after a shutdown
 */
public record SocketSettings(
        Duration ping, Duration idle, int burst, int pointsPerSecond, Duration reconnectWithin) {
    /** The largest message in bytes, as for a request over HTTP. */
    static final int MAX_MESSAGE = 64 * 1024;

    public SocketSettings {
        Objects.requireNonNull(ping, "ping");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(reconnectWithin, "reconnectWithin");
        if (pointsPerSecond < 1) {
            throw new IllegalArgumentException("pointsPerSecond: " + pointsPerSecond + " (expected: 1 or more)");
        }
    }
}
