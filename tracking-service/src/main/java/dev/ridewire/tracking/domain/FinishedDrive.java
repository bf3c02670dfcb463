package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who drove a completed ride, and from when to when: all that is needed to measure it. */
public record FinishedDrive(UUID rideId, String driverId, Instant startedAt, Instant completedAt) {
    public FinishedDrive {
        Objects.requireNonNull(rideId, "rideId");
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(completedAt, "completedAt");
        if (completedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException(
                    "completedAt: %s (expected: not before startedAt, %s)".formatted(completedAt, startedAt));
        }
    }

    /** The drive of a ride that is completed, null for any other. */
    public static @Nullable FinishedDrive of(TrackedRide ride) {
        var driver = ride.driver();
        if (ride.state() != RideState.COMPLETED || driver == null) {
            return null;
        }
        Instant end = ride.completedAt() == null ? ride.stateChangedAt() : ride.completedAt();
        Instant start = ride.startedAt() == null || ride.startedAt().isAfter(end) ? end : ride.startedAt();
        return new FinishedDrive(ride.id(), driver.id(), start, end);
    }

    /** What the positions taken on the way say; none at all is a trip of no distance, and says so. */
    public MeasuredTrip measure(List<Waypoint> positions, TripMeter meter) {
        return new MeasuredTrip(this, meter.meters(positions), Duration.between(startedAt, completedAt),
                positions.size());
    }
}
