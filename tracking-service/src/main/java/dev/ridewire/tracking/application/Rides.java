package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.TrackedRide;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The rides that tracking knows, each at the newest version it was told. */
public interface Rides {
    /** Keeps the ones that are newer than what is known; at most one for each ride. */
    Mono<Void> saveNewer(List<TrackedRide> rides);

    /** Empty for a ride that nobody told of. */
    Mono<TrackedRide> find(UUID id);
}
