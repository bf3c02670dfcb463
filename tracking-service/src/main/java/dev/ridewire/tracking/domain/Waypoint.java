package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The position of a car at a time. Units as in {@link ReportedPoint}. */
public record Waypoint(
        GeoPoint position, Instant recordedAt, @Nullable Double speedMps, @Nullable Double accuracyMeters) {
    /** The order in which positions were recorded. It is total, so that the order of arrival decides nothing. */
    static final Comparator<Waypoint> AS_RECORDED = Comparator.comparing(Waypoint::recordedAt)
            .thenComparingDouble(waypoint -> waypoint.position().lat())
            .thenComparingDouble(waypoint -> waypoint.position().lng())
            .thenComparing(Waypoint::speedMps, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Waypoint::accuracyMeters, Comparator.nullsLast(Comparator.naturalOrder()));

    public Waypoint {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }

    /** Returns the seconds from this position to a later one. */
    double secondsTo(Waypoint later) {
        return (later.recordedAt.getEpochSecond() - recordedAt.getEpochSecond())
                + (later.recordedAt.getNano() - recordedAt.getNano()) / 1e9;
    }

    double metersTo(Waypoint other) {
        return position.metersTo(other.position);
    }
}
