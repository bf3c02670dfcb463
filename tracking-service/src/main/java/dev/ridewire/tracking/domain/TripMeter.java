package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The rules for measuring a trip. A gap between positions adds no distance, and gaps that hide too much leave the trip
 * unmeasured: the way through a gap is unknown, so it may neither raise nor lower a fare.
 *
 * @param maxGap          the longest time between two positions that are connected
 * @param maxSpeedMps     a speed that no car reaches; positions that would need a higher one are not connected
 * @param maxUnknownShare the share of a trip's time, and of its way, that gaps may cover, 0 to 1; below the share that
 *                        booking tolerates between the estimate and the trip, so that gaps change no fare
 */
public record TripMeter(Duration maxGap, double maxSpeedMps, double maxUnknownShare) {
    public TripMeter {
        Objects.requireNonNull(maxGap, "maxGap");
        if (!(maxUnknownShare >= 0 && maxUnknownShare <= 1)) {
            throw new IllegalArgumentException("maxUnknownShare: %s (expected: 0 to 1)".formatted(maxUnknownShare));
        }
    }

    /**
     * Reports whether the positions, in the order they were recorded, cover enough of the trip from start to end. Time
     * alone does not show it: a minute in a fast tunnel can hide most of a trip through slow traffic.
     */
    public boolean covers(Instant start, Instant end, List<Waypoint> positions) {
        if (positions.isEmpty()) {
            return false;
        }
        Duration unknown = Duration.between(start, positions.getFirst().recordedAt())
                .plus(Duration.between(positions.getLast().recordedAt(), end));
        double hidden = 0;
        for (int i = 1; i < positions.size(); i++) {
            if (!isConnected(positions.get(i - 1), positions.get(i))) {
                unknown = unknown.plus(timeBetween(positions.get(i - 1), positions.get(i)));
                hidden += metersHidden(positions.get(i - 1), positions.get(i));
            }
        }
        return unknown.toMillis() <= maxUnknownShare * Duration.between(start, end).toMillis()
                && hidden <= maxUnknownShare * (metersAlong(positions) + hidden);
    }

    /** Returns the metres that the car drove at least between two unconnected positions; 0 where one is a jump. */
    private double metersHidden(Waypoint from, Waypoint to) {
        return isInReach(from, to) ? from.position().metersTo(to.position()) : 0;
    }

    /** Returns the metres along the positions, which are in the order they were recorded. */
    public int meters(List<Waypoint> positions) {
        return (int) Math.round(metersAlong(positions));
    }

    private double metersAlong(List<Waypoint> positions) {
        double meters = 0;
        for (int i = 1; i < positions.size(); i++) {
            if (isConnected(positions.get(i - 1), positions.get(i))) {
                meters += positions.get(i - 1).position().metersTo(positions.get(i).position());
            }
        }
        return meters;
    }

    private boolean isConnected(Waypoint from, Waypoint to) {
        return timeBetween(from, to).compareTo(maxGap) <= 0 && isInReach(from, to);
    }

    private boolean isInReach(Waypoint from, Waypoint to) {
        return from.position().metersTo(to.position()) <= maxSpeedMps * timeBetween(from, to).toMillis() / 1000.0;
    }

    private static Duration timeBetween(Waypoint from, Waypoint to) {
        return Duration.between(from.recordedAt(), to.recordedAt());
    }
}
