package dev.ridewire.tracking.domain.shift;

import java.time.Instant;
import java.util.Objects;

/**
 * The shift of a driver in its newest published version.
 *
 * @param version   the version that dispatch gave it; a higher one is newer
 * @param onShift   false once the shift has ended
 * @param changedAt the time of the last change; for a driver off shift, the end of the shift
 */
public record Shift(String driverId, long version, boolean onShift, Instant changedAt) {
    public Shift {
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(changedAt, "changedAt");
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1 or more)");
        }
    }

    public boolean isNewerThan(Shift other) {
        return version > other.version;
    }
}
