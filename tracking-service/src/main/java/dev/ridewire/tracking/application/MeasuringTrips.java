package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.TripMeter;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The use case that measures finished drives once their positions have had time to arrive. It measures a drive again if
 * more positions came until the last moment at which they may, and never a third time.
 */
public final class MeasuringTrips {
    private static final long FIRST = 1;
    private static final long REVISED = 2;

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
        List<FinishedDrive> seenTwice = due.stream().filter(pending -> pending.measured() != null)
                .map(Drives.Pending::drive).toList();
        return positions.settle()
                .then(Mono.defer(() -> positions.along(due.stream().map(Drives.Pending::drive).toList())))
                // A long trip takes a tenth of a second of a core: too long for the thread of a connection.
                .publishOn(Schedulers.boundedElastic())
                .map(along -> due.stream().flatMap(pending -> measurementOf(pending, along)).toList())
                .flatMap(measured -> measured.isEmpty() ? Mono.empty() : trips.record(measured))
                .then(Mono.defer(() -> seenTwice.isEmpty() ? Mono.empty() : trips.close(seenTwice)));
    }

    /** Measures a drive for the first time, or again after late positions came, and else not. */
    private Stream<Trips.Measurement> measurementOf(Drives.Pending pending, Map<UUID, List<Waypoint>> along) {
        FinishedDrive drive = pending.drive();
        List<Waypoint> way = along.getOrDefault(drive.rideId(), List.of());
        // One after the end is late for nearly every trip, and worth no second measurement.
        int count = (int) way.stream().filter(at -> !at.recordedAt().isAfter(drive.completedAt())).count();
        Integer before = pending.measured();
        return before != null && before == count
                ? Stream.empty()
                : Stream.of(new Trips.Measurement(
                        drive.measure(way, meter), before == null ? FIRST : REVISED, count, pending.cause()));
    }
}
