package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The use case that stores rides for their watchers, and completed ones for measuring. */
public final class FollowingRides {
    private final Rides rides;
    private final Drives drives;
    private final Duration settle;
    private final Clock clock;

    /** @param settle how long a drive waits for late positions before it is measured */
    public FollowingRides(Rides rides, Drives drives, Duration settle, Clock clock) {
        this.rides = rides;
        this.drives = drives;
        this.settle = settle;
        this.clock = clock;
    }

    /** Stores at most one version of each ride, in few statements for any number of rides. */
    public Mono<Void> follow(List<Told> told) {
        return Mono.defer(() -> {
            if (told.isEmpty()) {
                return Mono.empty();
            }
            List<Drives.Pending> finished = told.stream().flatMap(this::finished).toList();
            Mono<Void> saved = rides.saveNewer(told.stream().map(Told::ride).toList());
            // Stores the drive first. Between the two writes, positions of a driver who is no longer on a ride would be
            // dropped.
            return finished.isEmpty() ? saved : drives.await(finished).then(saved);
        });
    }

    private Stream<Drives.Pending> finished(Told told) {
        return Stream.ofNullable(FinishedDrive.of(told.ride()))
                .map(drive -> new Drives.Pending(drive, clock.instant().plus(settle), null, told.cause()));
    }

    /**
     * A version of a ride.
     *
     * @param cause the trace in which it was published
     */
    public record Told(TrackedRide ride, TraceContext cause) {
        public Told {
            Objects.requireNonNull(ride, "ride");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
