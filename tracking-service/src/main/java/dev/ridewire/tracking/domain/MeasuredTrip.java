package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.util.Objects;

/**
 * A trip as it was driven.
 *
 * @param positions how many the distance rests on; 0 means that it was not measured
 */
public record MeasuredTrip(FinishedDrive drive, int distanceMeters, Duration duration, int positions) {
    public MeasuredTrip {
        Objects.requireNonNull(drive, "drive");
        Objects.requireNonNull(duration, "duration");
    }
}
