package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The driver of a completed ride with its start and end: all that measuring it needs. */
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

    /** Returns the drive of a completed ride, and null for any other ride. */
    public static @Nullable FinishedDrive of(TrackedRide ride) {
        var driver = ride.driver();
        if (ride.state() != RideState.COMPLETED || driver == null) {
            return null;
        }
        Instant end = ride.completedAt() == null ? ride.stateChangedAt() : ride.completedAt();
        Instant start = ride.startedAt() == null || ride.startedAt().isAfter(end) ? end : ride.startedAt();
        return new FinishedDrive(ride.id(), driver.id(), start, end);
    }

    /**
     * Measures the trip along its positions and those next to its start and end. A trip that they do not cover counts
     * as not measured.
     */
    public MeasuredTrip measure(List<Waypoint> positions, TripMeter meter) {
        if (!meter.covers(startedAt, completedAt, positions)) {
            return new MeasuredTrip(this, 0, Duration.between(startedAt, completedAt), 0);
        }
        return new MeasuredTrip(this, meter.meters(startedAt, completedAt, positions),
                Duration.between(startedAt, completedAt),
                positions.size());
    }
}
