package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The positions of drivers on a ride, at most one a second and driver. */
public interface Positions {
    /**
     * Buffers positions without waiting or failing; what does not fit the buffer is counted and lost. Only positions of
     * drivers on a ride, and of drives that are still to be measured or right before or after them, are stored.
     */
    void keep(String driverId, List<Ping> pings);

    /**
     * Completes once the positions that this instance buffered so far are stored, or could not be stored within a
     * bounded time.
     */
    Mono<Void> settle();

    /**
     * Finds the positions of each drive, by ride, in the order they were recorded. The last one before its start and
     * the first one after its end are among them, unless they are so far away that they belong to no trip.
     */
    Mono<Map<UUID, List<Waypoint>>> along(List<FinishedDrive> drives);

    /** Deletes up to {@code limit} positions from before a time, and returns their number. */
    Mono<Long> forgetBefore(Instant time, int limit);
}
