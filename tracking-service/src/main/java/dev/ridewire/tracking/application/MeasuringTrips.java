package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.TripMeter;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The use case that measures finished drives once their late positions have had time to arrive. */
public final class MeasuringTrips {
    private final Drives drives;
    private final Positions positions;
    private final Trips trips;
    private final TripMeter meter;
    private final Clock clock;

    public MeasuringTrips(Drives drives, Positions positions, Trips trips, TripMeter meter, Clock clock) {
        this.drives = drives;
        this.positions = positions;
        this.trips = trips;
        this.meter = meter;
        this.clock = clock;
    }

    /** Measures up to {@code limit} drives that are due, and reports whether there may be more. */
    public Mono<Boolean> measure(int limit) {
        return Mono.defer(() -> drives.due(clock.instant(), limit))
                .flatMap(due -> due.isEmpty() ? Mono.just(false) : measure(due).thenReturn(due.size() == limit));
    }

    private Mono<Void> measure(List<Drives.Pending> due) {
        return positions.settle()
                .then(Mono.defer(() -> positions.along(due.stream().map(Drives.Pending::drive).toList())))
                .map(along -> due.stream().map(pending -> measurementOf(pending, along)).toList())
                .flatMap(trips::record);
    }

    private Trips.Measurement measurementOf(Drives.Pending pending, Map<UUID, List<Waypoint>> along) {
        List<Waypoint> way = along.getOrDefault(pending.drive().rideId(), List.of());
        return new Trips.Measurement(pending.drive().measure(way, meter), pending.cause());
    }
}
