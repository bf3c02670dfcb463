package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.util.Objects;

/**
 * A trip with its measured distance.
 *
 * @param positions number of positions that the distance rests on; 0 for a trip that was not measured
 */
public record MeasuredTrip(FinishedDrive drive, int distanceMeters, Duration duration, int positions) {
    public MeasuredTrip {
        Objects.requireNonNull(drive, "drive");
        Objects.requireNonNull(duration, "duration");
    }
}
