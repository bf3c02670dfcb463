package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.TrackedRide;
import dev.ridewire.tracking.domain.TripMeter;
import dev.ridewire.tracking.domain.Waypoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Booking tells of rides: they are kept for whoever watches, and a completed one is measured. */
public final class FollowingRides {
    private final Rides rides;
    private final Positions positions;
    private final Trips trips;
    private final TripMeter meter;

    public FollowingRides(Rides rides, Positions positions, Trips trips, TripMeter meter) {
        this.rides = rides;
        this.positions = positions;
        this.trips = trips;
        this.meter = meter;
    }

    /** Follows what was told, at most one version of each ride, in few statements however many there are. */
    public Mono<Void> follow(List<Told> told) {
        return Mono.defer(() -> {
            List<Finished> finished = told.stream().flatMap(one -> Finished.of(one).stream()).toList();
            Mono<Void> saved = told.isEmpty()
                    ? Mono.empty()
                    : rides.saveNewer(told.stream().map(Told::ride).toList());
            // First what the drivers reported right before the end: of a driver who is no longer on a ride nothing is stored.
            return finished.isEmpty() ? saved : positions.settle().then(saved).then(measure(finished));
        });
    }

    private Mono<Void> measure(List<Finished> finished) {
        return Mono.defer(() -> positions.along(finished.stream().map(Finished::drive).toList())
                .map(along -> finished.stream().map(one -> one.measure(along, meter)).toList())
                .flatMap(trips::record));
    }

    private record Finished(FinishedDrive drive, TraceContext cause) {
        static Optional<Finished> of(Told told) {
            return Optional.ofNullable(FinishedDrive.of(told.ride())).map(drive -> new Finished(drive, told.cause()));
        }

        Trips.Measurement measure(Map<UUID, List<Waypoint>> along, TripMeter meter) {
            return new Trips.Measurement(drive.measure(along.getOrDefault(drive.rideId(), List.of()), meter), cause);
        }
    }

    /** @param cause the span in which it was told */
    public record Told(TrackedRide ride, TraceContext cause) {
        public Told {
            Objects.requireNonNull(ride, "ride");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
