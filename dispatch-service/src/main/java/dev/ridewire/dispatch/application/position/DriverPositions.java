package dev.ridewire.dispatch.application.position;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.List;

/** The latest positions of drivers. Implementations answer from memory, because callers hold a transaction. */
public interface DriverPositions {
    /** The drivers nearest to a point, nearest first, without those who have been silent for too long. */
    List<DriverPosition> nearest(GeoPoint point, Instant now, int limit);
}
