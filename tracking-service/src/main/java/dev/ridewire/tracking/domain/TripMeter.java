package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Adds up the way between positions. What is not known adds nothing: neither a gap nor a jump is turned into a fare.
 *
 * @param maxGap      positions further apart in time are not connected
 * @param maxSpeedMps positions that no car connects are not connected either
 */
public record TripMeter(Duration maxGap, double maxSpeedMps) {
    public TripMeter {
        Objects.requireNonNull(maxGap, "maxGap");
    }

    /** Metres along the positions, which are in the order they were recorded. */
    public int meters(List<Waypoint> positions) {
        double meters = 0;
        for (int i = 1; i < positions.size(); i++) {
            meters += metersBetween(positions.get(i - 1), positions.get(i));
        }
        return (int) Math.round(meters);
    }

    private double metersBetween(Waypoint from, Waypoint to) {
        Duration elapsed = Duration.between(from.recordedAt(), to.recordedAt());
        double meters = from.position().metersTo(to.position());
        boolean gap = elapsed.compareTo(maxGap) > 0;
        boolean jump = meters > maxSpeedMps * elapsed.toMillis() / 1000.0;
        return gap || jump ? 0 : meters;
    }
}
