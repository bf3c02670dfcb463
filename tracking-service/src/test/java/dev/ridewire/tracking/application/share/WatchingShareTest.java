package dev.ridewire.tracking.application.share;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static dev.ridewire.tracking.domain.Samples.PICKUP;
import static dev.ridewire.tracking.domain.Samples.ping;
import static dev.ridewire.tracking.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.application.InMemoryRides;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.application.WatchingRide;
import dev.ridewire.tracking.application.share.SharedView.Stage;
import dev.ridewire.tracking.application.share.SharingRide.Sharing;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchingShareTest {
    private static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final Clock CLOCK = Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC);

    private final InMemoryRides rides = new InMemoryRides();
    private final ShareLinks links = new InMemoryShareLinks(rides);
    private final WatchedLinks watchedLinks = new WatchedLinks(links);
    private final AtomicInteger tokens = new AtomicInteger();
    private final NewestHub<UUID, TrackedRide> liveRides = new NewestHub<>(10, TrackedRide::isNewerThan);
    private final NewestHub<String, Ping> livePositions = new NewestHub<>(
            10, (ping, known) -> ping.recordedAt().isAfter(known.recordedAt()));
    private final SharingRide sharing = new SharingRide(
            rides, links, watchedLinks, 2, () -> "token-" + tokens.incrementAndGet(), CLOCK);
    private final WatchingShare watching = new WatchingShare(
            links, watchedLinks, new WatchingRide(rides, liveRides, livePositions, CLOCK));
    private final List<SharedView> seen = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void aLinkShowsTheCarAndTheTimeItNeeds() {
        known(ride(ID, RideState.DRIVER_ASSIGNED, 2));
        livePositions.publish("bob", ping(PICKUP.lat(), PICKUP.lng(), NOW));
        watch(share());

        assertThat(seen).isNotEmpty().allSatisfy(view -> {
            assertThat(view.stage()).isEqualTo(Stage.COMING);
            assertThat(view.vehicle()).isNotNull();
            assertThat(view.car()).isNotNull().satisfies(car -> assertThat(car.ageSeconds()).isEqualTo(5));
        });
        assertThat(watching.look(LinkKey.of("token-1")).block()).isEqualTo(seen.getLast());
    }

    @Test
    void aLinkEndsWithTheRideAndShowsNothingOfIt() {
        known(ride(ID, RideState.IN_PROGRESS, 4));
        watch(share());

        told(ride(ID, RideState.COMPLETED, 5));

        assertThat(ended).isTrue();
        assertThat(seen).extracting(SharedView::stage).containsExactly(Stage.ON_TRIP);
        assertThat(watching.look(LinkKey.of("token-1")).blockOptional()).isEmpty();
        assertThat(watchedLinks.count()).isZero();
    }

    @Test
    void aRevokedLinkEndsAtOnceAndShowsNothingMore() {
        known(ride(ID, RideState.IN_PROGRESS, 4));
        watch(share());

        sharing.revoke(ID, "ada").block();

        assertThat(ended).isTrue();
        assertThat(watching.look(LinkKey.of("token-1")).blockOptional()).isEmpty();
    }

    @Test
    void anotherInstanceEndsARevokedLinkAtItsNextCheck() {
        known(ride(ID, RideState.IN_PROGRESS, 4));
        watch(share());
        links.revoke(ID).block();
        assertThat(ended).isFalse();

        watchedLinks.check().block();

        assertThat(ended).isTrue();
    }

    @Test
    void onlyTheRiderSharesAndRevokes() {
        known(ride(ID, RideState.IN_PROGRESS, 4));

        assertThat(sharing.share(ID, "eve").blockOptional()).isEmpty();
        assertThat(sharing.revoke(ID, "eve").blockOptional()).isEmpty();
        assertThat(sharing.share(UUID.randomUUID(), "ada").blockOptional()).isEmpty();
    }

    @Test
    void aRideThatIsOverIsNotShared() {
        known(ride(ID, RideState.CANCELLED, 5));

        assertThat(sharing.share(ID, "ada").block()).isEqualTo(new Sharing.RideOver(RideState.CANCELLED));
    }

    private LinkKey share() {
        if (sharing.share(ID, "ada").block() instanceof Sharing.Link(String token)) {
            return LinkKey.of(token);
        }
        throw new AssertionError("the ride was not shared");
    }

    private void watch(LinkKey key) {
        var unused = watching.watch(key).doOnComplete(() -> ended.set(true)).subscribe(seen::add);
        assertThat(unused.isDisposed()).isFalse();
    }

    private void known(TrackedRide ride) {
        rides.saveNewer(List.of(ride)).block();
    }

    private void told(TrackedRide ride) {
        known(ride);
        liveRides.publish(ride.id(), ride);
    }
}
