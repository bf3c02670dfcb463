package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.Ping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last believed position of the drivers that this instance heard of lately. It is soft: after a restart, or when a driver
 * comes to another instance, the first point is judged by itself alone.
 */
final class LastPings {
    private final Map<String, Ping> pings;

    /** @param bound drivers that are remembered; beyond it, whoever was silent longest is forgotten */
    LastPings(int bound) {
        this.pings = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Ping> eldest) {
                return size() > bound;
            }
        };
    }

    /** Replaces a driver's last position, with no other report of theirs in between. The step must be quick. */
    synchronized void advance(String driverId, UnaryOperator<@Nullable Ping> step) {
        Ping next = step.apply(pings.get(driverId));
        if (next != null) {
            pings.put(driverId, next);
        }
    }
}
