package dev.ridewire.booking.application.ride;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.OTHER_DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.WRONG_PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.booking.application.ride.Rides.AddResult;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The contract that every {@link Rides} keeps. */
public abstract class RidesContract {
    /** Greater with every id, also across the implementations that share a database. */
    private static final AtomicLong LAST_ID = new AtomicLong(System.nanoTime() & 0xffff_ffffL);
    private static final Instant KEY_END = NOW.plus(Duration.ofHours(24));

    private final RiderId rider = new RiderId("rider-" + UUID.randomUUID());

    protected abstract Rides rides();

    /** Names of the facts told of a ride, in the order in which they happened. */
    protected abstract List<String> factsToldOf(RideId ride);

    @Test
    void aRideIsFoundAsItWasStoredInEveryState() {
        Ride ride = stored(newRide(rider));
        for (RideCommand command : List.of(assignment(1), cancelBy(DRIVER), assignment(2, OTHER_DRIVER),
                new RideCommand.Arrive(OTHER_DRIVER), new RideCommand.Start(OTHER_DRIVER, WRONG_PIN),
                new RideCommand.Start(OTHER_DRIVER, PIN), new RideCommand.Complete(OTHER_DRIVER),
                new RideCommand.SettleFare(new TripLength(90_000, Duration.ofHours(2))))) {
            ride = saved(ride, command);
            assertThat(rides().find(ride.id()).block()).isEqualTo(ride);
        }
        assertThat(factsToldOf(ride.id())).containsExactly("RideRequested", "DriverAssigned", "DriverCancelled",
                "DriverAssigned", "DriverArrived", "RideStarted", "RideCompleted", "FareSettled");
    }

    @Test
    void ridesThatEndedOtherwiseAreFoundAsTheyWereStored() {
        Ride withoutDriver = saved(stored(newRide(rider)), new RideCommand.GiveUpSearch(1));
        Ride cancelled = saved(stored(newRide(rider)), cancelBy(rider));
        Ride cancelledWithDriver = saved(saved(stored(newRide(rider)), assignment(1)), cancelBy(rider));
        Ride scheduled = stored(scheduledRide(rider));
        Ride unmeasured = stored(newRide(new RiderId("rider-" + UUID.randomUUID())));
        for (RideCommand command : List.of(assignment(1), new RideCommand.Arrive(DRIVER),
                new RideCommand.Start(DRIVER, PIN), new RideCommand.Complete(DRIVER),
                new RideCommand.SettleFare(null))) {
            unmeasured = saved(unmeasured, command);
        }

        for (Ride ride : List.of(withoutDriver, cancelled, cancelledWithDriver, scheduled, unmeasured)) {
            assertThat(rides().find(ride.id()).block()).isEqualTo(ride);
        }
        assertThat(factsToldOf(scheduled.id())).containsExactly("RideScheduled");
    }

    @Test
    void aRideThatNobodyStoredIsNotFound() {
        assertThat(rides().find(nextId()).blockOptional()).isEmpty();
    }

    @Test
    void aTakenKeyStoresNothing() {
        Ride first = stored(newRide(rider), "key");
        saved(first, cancelBy(rider));
        Ride second = newRide(rider);

        assertThat(add(second, "key", "other", NOW)).isEqualTo(AddResult.KEY_TAKEN);
        assertThat(rides().find(second.id()).blockOptional()).isEmpty();
        assertThat(factsToldOf(second.id())).isEmpty();
        var keyed = rides().findByKey(rider, "key", NOW).blockOptional().orElseThrow();
        assertThat(keyed.fingerprint()).isEqualTo("fingerprint");
        assertThat(keyed.ride().id()).isEqualTo(first.id());
    }

    @Test
    void anExpiredKeyCanBeUsedAgain() {
        Ride first = stored(newRide(rider), "key");
        saved(first, cancelBy(rider));
        Ride second = newRide(rider);

        assertThat(rides().findByKey(rider, "key", KEY_END).blockOptional()).isEmpty();
        var again = new IdempotencyKey("key", "other", KEY_END.plusSeconds(60));
        assertThat(rides().add(second, new RideFact.RideRequested(), again, KEY_END, TraceContext.NONE).block())
                .isEqualTo(AddResult.ADDED);
        assertThat(rides().findByKey(rider, "key", KEY_END).blockOptional().orElseThrow().ride()).isEqualTo(second);
    }

    @Test
    void aSecondActiveRideOfARiderIsNotStoredAndItsKeyStaysFree() {
        Ride first = stored(newRide(rider), "key-1");
        Ride second = newRide(rider);

        assertThat(add(second, "key-2", "fingerprint", NOW)).isEqualTo(AddResult.ACTIVE_RIDE_EXISTS);
        assertThat(rides().find(second.id()).blockOptional()).isEmpty();
        assertThat(factsToldOf(second.id())).isEmpty();
        saved(first, cancelBy(rider));
        assertThat(add(second, "key-2", "fingerprint", NOW)).isEqualTo(AddResult.ADDED);
    }

    @Test
    void aRiderHasTenScheduledRidesAndAnEleventhIsNotStoredAndItsKeyStaysFree() {
        Ride first = stored(scheduledRide(rider));
        for (int i = 1; i < 10; i++) {
            stored(scheduledRide(rider));
        }
        Ride eleventh = scheduledRide(rider);

        assertThat(add(eleventh, "key", "fingerprint", NOW)).isEqualTo(AddResult.TOO_MANY_SCHEDULED);
        assertThat(rides().find(eleventh.id()).blockOptional()).isEmpty();
        assertThat(rides().findByKey(rider, "key", NOW).blockOptional()).isEmpty();
        assertThat(factsToldOf(eleventh.id())).isEmpty();
        stored(newRide(rider));
        stored(scheduledRide(new RiderId("rider-" + UUID.randomUUID())));
        saved(first, cancelBy(rider));
        assertThat(add(eleventh, "key", "fingerprint", NOW)).isEqualTo(AddResult.ADDED);
    }

    @Test
    void ofManyIdenticalRequestsAtOnceOneIsStored() {
        List<AddResult> results = Flux.range(0, 30)
                .flatMap(i -> rides().add(newRide(rider), new RideFact.RideRequested(), key("key", "fingerprint"), NOW,
                        TraceContext.NONE), 30)
                .collectList().blockOptional().orElseThrow();

        assertThat(results).filteredOn(AddResult.ADDED::equals).hasSize(1);
        assertThat(results).filteredOn(AddResult.KEY_TAKEN::equals).hasSize(29);
        assertThat(rides().findNewestOf(rider, RideFilter.ALL, null, 10).block()).hasSize(1);
    }

    @Test
    void ofTwoChangesOfOneVersionOneIsStored() {
        Ride ride = stored(newRide(rider));

        assertThat(rides().save(change(ride, assignment(1))).block()).isTrue();
        assertThat(rides().save(change(ride, cancelBy(rider))).block()).isFalse();
        assertThat(factsToldOf(ride.id())).containsExactly("RideRequested", "DriverAssigned");
    }

    @Test
    void twoWrongPinsAtOnceDoNotCountAsOne() {
        Ride ride = saved(saved(stored(newRide(rider)), assignment(1)), new RideCommand.Arrive(DRIVER));
        var guess = change(ride, new RideCommand.Start(DRIVER, WRONG_PIN));

        assertThat(rides().save(guess).block()).isTrue();
        assertThat(rides().save(guess).block()).isFalse();
        assertThat(rides().save(change(ride, new RideCommand.Start(DRIVER, PIN))).block()).isFalse();
    }

    @Test
    void changesOfManyRidesAreStoredTogetherButForTheOutdatedOnes() {
        Ride one = stored(newRide(rider));
        Ride other = stored(newRide(new RiderId("rider-" + UUID.randomUUID())));
        Ride outdated = stored(newRide(new RiderId("rider-" + UUID.randomUUID())));
        saved(outdated, new RideCommand.GiveUpSearch(1));

        var saved = rides().saveAll(List.of(
                change(one, assignment(1)), change(other, assignment(1)), change(outdated, assignment(1)))).block();

        assertThat(saved).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(factsToldOf(outdated.id())).containsExactly("RideRequested", "NoDriverFound");
        assertThat(rides().lockAll(List.of(one.id(), other.id(), nextId())).block())
                .extracting(Ride::version).containsExactly(2L, 2L);
    }

    @Test
    void noneOfTheChangesIsStoredWhereARiderWouldHaveTwoActiveRides() {
        Ride scheduled = stored(scheduledRide(rider));
        Ride other = stored(newRide(new RiderId("rider-" + UUID.randomUUID())));
        stored(newRide(rider));
        var changes = List.of(change(other, assignment(1)),
                change(scheduled, new RideCommand.BecomeDue(), NOW.plus(Duration.ofHours(1))));

        assertThatThrownBy(() -> rides().saveAll(changes).block()).isInstanceOf(SecondActiveRideException.class);
        assertThat(rides().find(other.id()).block()).isEqualTo(other);
        assertThat(rides().find(scheduled.id()).block()).isEqualTo(scheduled);
    }

    @Test
    void historyIsTheRidersOwnNewestFirstAndStableWhenRidesComeInBetweenPages() {
        Ride oldest = saved(stored(newRide(rider)), cancelBy(rider));
        Ride middle = saved(stored(newRide(rider)), cancelBy(rider));
        Ride newest = saved(stored(newRide(rider)), cancelBy(rider));
        stored(newRide(new RiderId("rider-" + UUID.randomUUID())));

        assertThat(rides().findNewestOf(rider, RideFilter.ALL, null, 2).block()).containsExactly(newest, middle);
        stored(newRide(rider));
        assertThat(rides().findNewestOf(rider, RideFilter.ALL, middle.id(), 2).block()).containsExactly(oldest);
    }

    @Test
    void aRidersActiveAndScheduledRidesAreFoundAmongTheOthers() {
        Ride over = saved(stored(newRide(rider)), cancelBy(rider));
        Ride tomorrow = stored(scheduledRide(rider));
        Ride active = saved(stored(newRide(rider)), assignment(1));
        Ride dayAfter = stored(scheduledRide(rider));
        stored(newRide(new RiderId("rider-" + UUID.randomUUID())));

        assertThat(rides().findNewestOf(rider, RideFilter.ACTIVE, null, 10).block()).containsExactly(active);
        assertThat(rides().findNewestOf(rider, RideFilter.SCHEDULED, null, 10).block())
                .containsExactly(dayAfter, tomorrow);
        assertThat(rides().findNewestOf(rider, RideFilter.SCHEDULED, dayAfter.id(), 10).block())
                .containsExactly(tomorrow);
        assertThat(rides().findNewestOf(rider, RideFilter.ALL, null, 10).block())
                .containsExactly(dayAfter, active, tomorrow, over);
    }

    @Test
    void dueRidesAreThoseWhoseTimeHasComeAndWhoseRiderHasNoActiveRide() {
        Ride scheduled = stored(scheduledRide(rider));
        Instant itsTime = NOW.plus(Duration.ofHours(1));

        assertThat(rides().lockDue(itsTime.minusMillis(1), 1_000).block()).doesNotContain(scheduled);
        assertThat(rides().lockDue(itsTime, 1_000).block()).contains(scheduled);
        Ride active = stored(newRide(rider));
        assertThat(rides().lockDue(itsTime, 1_000).block()).doesNotContain(scheduled);
        saved(active, cancelBy(rider));
        assertThat(rides().lockDue(itsTime, 1_000).block()).contains(scheduled);
        saved(scheduled, cancelBy(rider));
        assertThat(rides().lockDue(itsTime, 1_000).block()).doesNotContain(scheduled);
    }

    @Test
    void overdueRidesAreThoseWhoseTimeHasPassedAndWhoseRiderHasAnActiveRide() {
        Ride scheduled = stored(scheduledRide(rider));
        Instant itsTime = NOW.plus(Duration.ofHours(1));

        assertThat(rides().lockOverdue(itsTime, 1_000).block()).doesNotContain(scheduled);
        Ride active = stored(newRide(rider));
        assertThat(rides().lockOverdue(itsTime.minusMillis(1), 1_000).block()).doesNotContain(scheduled);
        assertThat(rides().lockOverdue(itsTime, 1_000).block()).contains(scheduled).doesNotContain(active);
        saved(active, cancelBy(rider));
        assertThat(rides().lockOverdue(itsTime, 1_000).block()).doesNotContain(scheduled);
    }

    @Test
    void abandonedRidesAreThoseThatStartedLongAgoAndAreStillUnderWay() {
        Ride ride = stored(newRide(rider));
        for (RideCommand command : List.of(assignment(1), new RideCommand.Arrive(DRIVER),
                new RideCommand.Start(DRIVER, PIN))) {
            assertThat(rides().lockAbandoned(NOW.plusSeconds(60), 1_000).block()).doesNotContain(ride);
            ride = saved(ride, command);
        }

        assertThat(rides().lockAbandoned(NOW.plusSeconds(59), 1_000).block()).doesNotContain(ride);
        assertThat(rides().lockAbandoned(NOW.plusSeconds(60), 1_000).block()).contains(ride);
        RideChange completed = change(ride, new RideCommand.CompleteAbandoned(), NOW.plus(Duration.ofDays(1)));
        assertThat(rides().save(completed).block()).isTrue();
        assertThat(rides().find(ride.id()).block()).isEqualTo(completed.after());
        assertThat(rides().lockAbandoned(NOW.plusSeconds(60), 1_000).block()).doesNotContain(ride, completed.after());
    }

    @Test
    void unsettledRidesAreThoseThatCompletedLongAgoAndHaveNoFare() {
        Ride ride = stored(newRide(rider));
        for (RideCommand command : List.of(assignment(1), new RideCommand.Arrive(DRIVER),
                new RideCommand.Start(DRIVER, PIN), new RideCommand.Complete(DRIVER))) {
            assertThat(rides().lockUnsettled(NOW.plusSeconds(60), 1_000).block()).doesNotContain(ride);
            ride = saved(ride, command);
        }

        assertThat(rides().lockUnsettled(NOW.plusSeconds(59), 1_000).block()).doesNotContain(ride);
        assertThat(rides().lockUnsettled(NOW.plusSeconds(60), 1_000).block()).contains(ride);
        Ride settled = saved(ride, new RideCommand.SettleFare(null));
        assertThat(rides().lockUnsettled(NOW.plusSeconds(60), 1_000).block()).doesNotContain(ride, settled);
    }

    @Test
    void expiredKeysAreForgottenAndOthersAreNot() {
        Ride ride = stored(newRide(rider), "key");

        rides().forgetExpiredKeys(KEY_END.minusMillis(1), 1_000).block();
        assertThat(rides().findByKey(rider, "key", NOW).blockOptional().orElseThrow().ride()).isEqualTo(ride);
        assertThat(rides().forgetExpiredKeys(KEY_END, 1_000).block()).isPositive();
        assertThat(rides().findByKey(rider, "key", NOW).blockOptional()).isEmpty();
    }

    private Ride stored(Ride ride) {
        return stored(ride, "key-" + ride.id());
    }

    private Ride stored(Ride ride, String key) {
        assertThat(add(ride, key, "fingerprint", NOW)).isEqualTo(AddResult.ADDED);
        return ride;
    }

    private AddResult add(Ride ride, String key, String fingerprint, Instant now) {
        RideFact fact = ride.order().scheduledFor() == null
                ? new RideFact.RideRequested()
                : new RideFact.RideScheduled();
        return rides().add(ride, fact, key(key, fingerprint), now, TraceContext.NONE).blockOptional().orElseThrow();
    }

    private static IdempotencyKey key(String key, String fingerprint) {
        return new IdempotencyKey(key, fingerprint, KEY_END);
    }

    private Ride saved(Ride ride, RideCommand command) {
        RideChange change = change(ride, command);
        assertThat(rides().save(change).block()).isTrue();
        return change.after();
    }

    private static RideChange change(Ride ride, RideCommand command) {
        return change(ride, command, NOW.plusSeconds(60));
    }

    private static RideChange change(Ride ride, RideCommand command, Instant at) {
        return switch (ride.decide(command, RidePolicy.STANDARD, at)) {
            case Decision.Accepted(Ride after, RideFact fact) -> new RideChange(ride, after, fact, TraceContext.NONE);
            case Decision.Counted(Ride after, var _) -> new RideChange(ride, after, null, TraceContext.NONE);
            case Decision.AlreadyDone _,RideRejection _ -> throw new AssertionError("refused: " + command);
        };
    }

    private static Ride newRide(RiderId rider) {
        return SampleRides.requestedRide(nextId(), rider);
    }

    private static Ride scheduledRide(RiderId rider) {
        var order = new RideOrder(rider, SampleRides.STANDARD, SampleRides.PICKUP, SampleRides.DROPOFF,
                SampleRides.TERMS.quoted(), SampleRides.TERMS, PIN, NOW.plus(Duration.ofHours(1)),
                "At the side door, please 🚪");
        return SampleRides.accepted(Ride.request(nextId(), order, RidePolicy.STANDARD, NOW)).ride();
    }

    private static RideId nextId() {
        return new RideId(new UUID(0x0190_0000_0000_7000L, LAST_ID.incrementAndGet()));
    }

    private static RideCommand cancelBy(RiderId rider) {
        return new RideCommand.Cancel(Actor.rider(rider), "changed-plans");
    }

    private static RideCommand cancelBy(DriverId driver) {
        return SampleRides.cancelBy(driver);
    }
}
