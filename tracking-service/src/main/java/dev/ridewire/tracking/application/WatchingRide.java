package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.ArrivalEstimate;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use case of watching a ride and its car. */
public final class WatchingRide {
    private final Rides rides;
    private final NewestHub<UUID, TrackedRide> liveRides;
    private final NewestHub<String, Ping> livePositions;
    private final Clock clock;

    public WatchingRide(
            Rides rides, NewestHub<UUID, TrackedRide> liveRides, NewestHub<String, Ping> livePositions, Clock clock) {
        this.rides = rides;
        this.liveRides = liveRides;
        this.livePositions = livePositions;
        this.clock = clock;
    }

    /**
     * Finds the ride. The stream begins with its present state and goes on with its changes, until a final state or
     * until the watcher may no longer see it. Returns no stream for a ride that is unknown or that the watcher may not
     * see.
     */
    public Mono<Flux<Sight>> watch(UUID rideId, Predicate<TrackedRide> mayBeSeen) {
        return rides.find(rideId)
                // The event of a new ride may have reached the live hub before the database.
                .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(liveRides.newest(rideId))))
                .filter(mayBeSeen)
                .map(stored -> Flux.defer(() -> follow(stored)).takeWhile(sight -> mayBeSeen.test(sight.ride())));
    }

    private Flux<Sight> follow(TrackedRide stored) {
        // The live stream begins with the last version that this instance received, which may be newer or older than
        // the stored.
        return Flux.concat(Flux.just(stored), liveRides.watch(stored.id()))
                .scan((known, told) -> told.isNewerThan(known) ? told : known)
                .distinctUntilChanged(TrackedRide::version)
                .takeUntil(ride -> ride.state().isFinal())
                // A new state replaces pending positions that belong to the old one.
                .switchMap(ride -> Flux.concat(Flux.just(new RideSight(ride)), carOf(ride)));
    }

    private Flux<Sight> carOf(TrackedRide ride) {
        @Nullable
        String driver = ride.followedDriver();
        return driver == null ? Flux.empty() : livePositions.watch(driver).map(ping -> sightOf(ride, ping));
    }

    /** Returns the last known position of the ride's car; empty while there is none. */
    public Optional<CarSight> carNow(TrackedRide ride) {
        return Optional.ofNullable(ride.followedDriver()).flatMap(livePositions::newest)
                .map(ping -> sightOf(ride, ping));
    }

    private CarSight sightOf(TrackedRide ride, Ping ping) {
        Instant now = clock.instant();
        long age = Math.max(0, Duration.between(ping.recordedAt(), now).toSeconds());
        return new CarSight(ride, ping, age, ArrivalEstimate.seconds(ping.position(), ride.destination()));
    }

    /** One thing that a watcher sees. */
    public sealed interface Sight {
        /** Returns the ride as it was known at this moment. */
        TrackedRide ride();
    }

    /** A new state of the ride. */
    public record RideSight(TrackedRide ride) implements Sight {}

    /**
     * A new position of the car.
     *
     * @param ageSeconds the age of the position
     * @param etaSeconds the time to the pickup before the ride started, to the drop-off after
     */
    public record CarSight(TrackedRide ride, Ping ping, long ageSeconds, int etaSeconds) implements Sight {}
}
