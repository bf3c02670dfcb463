package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The rules for measuring a trip. A gap between positions adds no distance, and too many gaps leave the trip
 * unmeasured: the way through a gap is unknown, so it may neither raise nor lower a fare.
 *
 * @param maxGap          the longest time between two positions that are connected
 * @param maxSpeedMps     a speed that no car reaches; positions that would need a higher one are not connected
 * @param maxUnknownShare the share of a trip's time that gaps may cover, 0 to 1; below the share that booking tolerates
 *                        between the estimate and the trip, so that gaps change no fare
 */
public record TripMeter(Duration maxGap, double maxSpeedMps, double maxUnknownShare) {
    public TripMeter {
        Objects.requireNonNull(maxGap, "maxGap");
        if (!(maxUnknownShare >= 0 && maxUnknownShare <= 1)) {
            throw new IllegalArgumentException("maxUnknownShare: %s (expected: 0 to 1)".formatted(maxUnknownShare));
        }
    }

    /** Reports whether the positions, in the order they were recorded, cover enough of the time from start to end. */
    public boolean covers(Instant start, Instant end, List<Waypoint> positions) {
        if (positions.isEmpty()) {
            return false;
        }
        Duration unknown = Duration.between(start, positions.getFirst().recordedAt())
                .plus(Duration.between(positions.getLast().recordedAt(), end));
        for (int i = 1; i < positions.size(); i++) {
            if (!isConnected(positions.get(i - 1), positions.get(i))) {
                unknown = unknown.plus(
                        Duration.between(positions.get(i - 1).recordedAt(), positions.get(i).recordedAt()));
            }
        }
        return unknown.toMillis() <= maxUnknownShare * Duration.between(start, end).toMillis();
    }

    /** Returns the metres along the positions, which are in the order they were recorded. */
    public int meters(List<Waypoint> positions) {
        double meters = 0;
        for (int i = 1; i < positions.size(); i++) {
            if (isConnected(positions.get(i - 1), positions.get(i))) {
                meters += positions.get(i - 1).position().metersTo(positions.get(i).position());
            }
        }
        return (int) Math.round(meters);
    }

    private boolean isConnected(Waypoint from, Waypoint to) {
        Duration elapsed = Duration.between(from.recordedAt(), to.recordedAt());
        double meters = from.position().metersTo(to.position());
        return elapsed.compareTo(maxGap) <= 0 && meters <= maxSpeedMps * elapsed.toMillis() / 1000.0;
    }
}
