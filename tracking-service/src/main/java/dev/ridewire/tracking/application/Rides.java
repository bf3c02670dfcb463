package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.TrackedRide;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The rides that tracking knows, each in its newest published version. */
public interface Rides {
    /** Stores the rides that are newer than the stored ones; at most one for each ride. */
    Mono<Void> saveNewer(List<TrackedRide> rides);

    /** Finds a ride; empty for an unknown one. */
    Mono<TrackedRide> find(UUID id);
}
