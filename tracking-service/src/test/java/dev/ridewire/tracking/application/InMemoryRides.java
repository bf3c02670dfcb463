package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.TrackedRide;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Rides in a map. */
public final class InMemoryRides implements Rides {
    private final Map<UUID, TrackedRide> rides = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> saveNewer(List<TrackedRide> told) {
        return Mono.fromRunnable(() -> told.forEach(ride -> rides.merge(
                ride.id(), ride, (known, newer) -> newer.isNewerThan(known) ? newer : known)));
    }

    @Override
    public Mono<TrackedRide> find(UUID id) {
        return Mono.fromSupplier(() -> rides.get(id));
    }
}
