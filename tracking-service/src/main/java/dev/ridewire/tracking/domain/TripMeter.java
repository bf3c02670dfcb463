package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rules for measuring a trip. A gap between positions adds no distance, and too many gaps leave the trip
 * unmeasured: the way through a gap is unknown, so it may neither raise nor lower a fare. The order of the positions
 * does not matter.
 *
 * @param maxGap          the longest time between two positions that are connected
 * @param maxSpeedMps     a speed that no car reaches; positions that would need a higher one are not connected
 * @param maxUnknownShare the share of a trip's time, and of its known length, that gaps may cover, 0 to 1; below the
 *                        share that booking tolerates between the estimate and the trip, so that gaps change no fare
 */
public record TripMeter(Duration maxGap, double maxSpeedMps, double maxUnknownShare) {
    /** So little hidden way never matters: booking tolerates a kilometre in any trip. */
    private static final double HIDDEN_METERS = 200;

    public TripMeter {
        Objects.requireNonNull(maxGap, "maxGap");
        if (!(maxUnknownShare >= 0 && maxUnknownShare <= 1)) {
            throw new IllegalArgumentException("maxUnknownShare: %s (expected: 0 to 1)".formatted(maxUnknownShare));
        }
    }

    /** Reports whether the positions cover enough of the time from start to end, and enough of the way. */
    public boolean covers(Instant start, Instant end, List<Waypoint> positions) {
        List<Waypoint> chain = Chain.of(positions, maxSpeedMps);
        if (chain.isEmpty()) {
            return false;
        }
        var trip = new TripTime(start, end);
        double unknown = trip.secondsBetween(start, chain.getFirst().recordedAt())
                + trip.secondsBetween(chain.getLast().recordedAt(), end);
        double hidden = 0;
        double seen = 0;
        for (int i = 1; i < chain.size(); i++) {
            Waypoint from = chain.get(i - 1);
            Waypoint to = chain.get(i);
            double meters = from.metersTo(to) * trip.shareOf(from.recordedAt(), to.recordedAt());
            if (connects(from, to)) {
                seen += meters;
            } else {
                unknown += trip.secondsBetween(from.recordedAt(), to.recordedAt());
                hidden += Chain.reaches(from, to, maxSpeedMps) ? meters : 0;
            }
        }
        return unknown <= maxUnknownShare * trip.seconds()
                && hidden <= maxUnknownShare * (hidden + seen) + HIDDEN_METERS;
    }

    /**
     * Returns the metres that the car drove along the positions from start to end. Of a step that begins before the
     * start or ends after the end, the part in between counts.
     */
    public int meters(Instant start, Instant end, List<Waypoint> positions) {
        var trip = new TripTime(start, end);
        double meters = 0;
        var stretch = new ArrayList<Waypoint>();
        for (Waypoint next : Chain.of(positions, maxSpeedMps)) {
            if (!stretch.isEmpty() && !connects(stretch.getLast(), next)) {
                meters += along(stretch, trip);
                stretch.clear();
            }
            stretch.add(next);
        }
        return (int) Math.round(meters + along(stretch, trip));
    }

    private double along(List<Waypoint> stretch, TripTime trip) {
        return stretch.size() < 2 ? 0 : new DrivenWay(new Stretch(stretch, trip), maxSpeedMps).meters();
    }

    private boolean connects(Waypoint from, Waypoint to) {
        return Chain.connects(from, to, maxGap, maxSpeedMps);
    }
}
