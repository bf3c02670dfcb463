package dev.ridewire.tracking.application;

import static dev.ridewire.tracking.domain.Samples.DROPOFF;
import static dev.ridewire.tracking.domain.Samples.NOW;
import static dev.ridewire.tracking.domain.Samples.PICKUP;
import static dev.ridewire.tracking.domain.Samples.ping;
import static dev.ridewire.tracking.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.application.WatchingRide.CarSight;
import dev.ridewire.tracking.application.WatchingRide.RideSight;
import dev.ridewire.tracking.application.WatchingRide.Sight;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

class WatchingRideTest {
    private static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");

    private final InMemoryRides rides = new InMemoryRides();
    private final NewestHub<UUID, TrackedRide> liveRides = new NewestHub<>(10, TrackedRide::isNewerThan);
    private final NewestHub<String, Ping> livePositions = new NewestHub<>(
            10, (ping, known) -> ping.recordedAt().isAfter(known.recordedAt()));
    private final WatchingRide watchingRide = new WatchingRide(
            rides, liveRides, livePositions, Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC));
    private final List<Sight> seen = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Disposable.Composite watching = Disposables.composite();

    @AfterEach
    void stopWatching() {
        watching.dispose();
    }

    @Test
    void theRideComesFirstThenItsCarThenWhatChanges() {
        known(ride(ID, RideState.DRIVER_ASSIGNED, 2));
        livePositions.publish("bob", ping(PICKUP.lat(), PICKUP.lng(), NOW));

        watch(ride -> true);
        told(ride(ID, RideState.IN_PROGRESS, 4));

        assertThat(seen).containsExactly(
                new RideSight(ride(ID, RideState.DRIVER_ASSIGNED, 2)),
                new CarSight(ride(ID, RideState.DRIVER_ASSIGNED, 2), ping(PICKUP.lat(), PICKUP.lng(), NOW), 5, 0),
                new RideSight(ride(ID, RideState.IN_PROGRESS, 4)),
                new CarSight(ride(ID, RideState.IN_PROGRESS, 4), ping(PICKUP.lat(), PICKUP.lng(), NOW), 5,
                        (int) Math.round(PICKUP.metersTo(DROPOFF) * 1.3 * 3.6 / 30)));
    }

    @Test
    void whatIsOlderThanWhatWasShownIsNotShown() {
        known(ride(ID, RideState.IN_PROGRESS, 4));
        told(ride(ID, RideState.DRIVER_ASSIGNED, 2));

        watch(ride -> true);

        assertThat(seen).containsExactly(new RideSight(ride(ID, RideState.IN_PROGRESS, 4)));
    }

    @Test
    void whatThisInstanceHeardMayBeAheadOfTheDatabase() {
        told(ride(ID, RideState.REQUESTED, 1));
        watch(ride -> true);

        assertThat(seen).containsExactly(new RideSight(ride(ID, RideState.REQUESTED, 1)));
    }

    @Test
    void theStreamEndsWithTheRideAndLeavesNothingBehind() {
        known(ride(ID, RideState.IN_PROGRESS, 4));
        watch(ride -> true);

        told(ride(ID, RideState.COMPLETED, 5));

        assertThat(seen).last().isEqualTo(new RideSight(ride(ID, RideState.COMPLETED, 5)));
        assertThat(ended).isTrue();
        assertThat(liveRides.watching() + livePositions.watching()).isZero();
    }

    @Test
    void aRideThatIsOverIsShownOnce() {
        known(ride(ID, RideState.CANCELLED, 5));
        watch(ride -> true);

        assertThat(seen).hasSize(1);
        assertThat(ended).isTrue();
    }

    @Test
    void aDriverWhoGaveTheRideBackSeesNoMoreOfIt() {
        known(ride(ID, RideState.DRIVER_ASSIGNED, 2, "bob"));
        watch(ride -> ride.isDrivenBy("bob"));

        told(ride(ID, RideState.DRIVER_ASSIGNED, 4, "cid"));
        livePositions.publish("cid", ping(PICKUP.lat(), PICKUP.lng(), NOW));

        assertThat(seen).containsExactly(new RideSight(ride(ID, RideState.DRIVER_ASSIGNED, 2, "bob")));
        assertThat(ended).isTrue();
        assertThat(liveRides.watching() + livePositions.watching()).isZero();
    }

    @Test
    void someoneElsesRideIsAsUnknownAsOneThatIsNot() {
        known(ride(ID, RideState.REQUESTED, 1));
        watch(ride -> false);

        assertThat(seen).isEmpty();
        assertThat(ended).isTrue();
    }

    private void watch(Predicate<TrackedRide> mayBeSeen) {
        watching.add(watchingRide.watch(ID, mayBeSeen).flatMapMany(sights -> sights)
                .doOnComplete(() -> ended.set(true)).subscribe(seen::add));
    }

    private void known(TrackedRide ride) {
        rides.saveNewer(List.of(ride)).block();
    }

    private void told(TrackedRide ride) {
        liveRides.publish(ride.id(), ride);
    }
}
