package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.ArrivalEstimate;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Someone watches a ride: its state as it changes, and the car as it comes. */
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
     * The ride as it is, then what changes; ends after a final state, or when the watcher may no longer see it. Empty for a ride
     * that is unknown or that they may not see.
     */
    public Flux<Sight> watch(UUID rideId, Predicate<TrackedRide> mayBeSeen) {
        return rides.find(rideId)
                // A ride of this very moment may be on its way to the database still.
                .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(liveRides.newest(rideId))))
                .filter(mayBeSeen)
                .flatMapMany(stored -> Flux.defer(() -> follow(stored)))
                .takeWhile(sight -> mayBeSeen.test(sight.ride()));
    }

    private Flux<Sight> follow(TrackedRide stored) {
        // The live stream begins with what this instance heard last, which may be newer than what is stored, or older.
        return Flux.concat(Flux.just(stored), liveRides.watch(stored.id()))
                .scan((known, told) -> told.isNewerThan(known) ? told : known)
                .distinctUntilChanged(TrackedRide::version)
                .takeUntil(ride -> ride.state().isFinal())
                // A new state puts an end to what was on its way of the old one.
                .switchMap(ride -> Flux.concat(Flux.just(new RideSight(ride)), carOf(ride)));
    }

    private Flux<Sight> carOf(TrackedRide ride) {
        @Nullable
        String driver = ride.followedDriver();
        return driver == null ? Flux.empty() : livePositions.watch(driver).map(ping -> sightOf(ride, ping));
    }

    private Sight sightOf(TrackedRide ride, Ping ping) {
        Instant now = clock.instant();
        long age = Math.max(0, Duration.between(ping.recordedAt(), now).toSeconds());
        return new CarSight(ride, ping, age, ArrivalEstimate.seconds(ping.position(), ride.destination()));
    }

    /** What a watcher sees. */
    public sealed interface Sight {
        /** The ride as it was known then. */
        TrackedRide ride();
    }

    /** The ride is in another state. */
    public record RideSight(TrackedRide ride) implements Sight {}

    /**
     * The car is somewhere else.
     *
     * @param ageSeconds how old the position is
     * @param etaSeconds to the pickup before the ride started, to the drop-off after
     */
    public record CarSight(TrackedRide ride, Ping ping, long ageSeconds, int etaSeconds) implements Sight {}
}
