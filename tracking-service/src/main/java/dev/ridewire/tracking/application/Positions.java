package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where drivers on a ride have been, at most one position a second and driver. */
public interface Positions {
    /** Never waits and never fails: what does not fit the buffer is counted and lost. Drivers without a ride leave none. */
    void keep(String driverId, List<Ping> pings);

    /**
     * Completes once what was kept here so far is stored, or has failed to be within a bounded time. Positions of a driver whose
     * ride is told to be over come too late to be stored.
     */
    Mono<Void> settle();

    /** The positions of each drive, by ride, in the order they were recorded. */
    Mono<Map<UUID, List<Waypoint>>> along(List<FinishedDrive> drives);

    /** Deletes up to {@code limit} positions from before a time, and says how many there were. */
    Mono<Long> forgetBefore(Instant time, int limit);
}
