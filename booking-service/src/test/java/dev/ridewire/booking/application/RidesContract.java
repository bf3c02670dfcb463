package dev.ridewire.booking.application;

import static dev.ridewire.booking.domain.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.SampleRides.NOW;
import static dev.ridewire.booking.domain.SampleRides.OTHER_DRIVER;
import static dev.ridewire.booking.domain.SampleRides.PIN;
import static dev.ridewire.booking.domain.SampleRides.WRONG_PIN;
import static dev.ridewire.booking.domain.SampleRides.assignment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.Rides.AddResult;
import dev.ridewire.booking.domain.Actor;
import dev.ridewire.booking.domain.Decision;
import dev.ridewire.booking.domain.DriverId;
import dev.ridewire.booking.domain.Ride;
import dev.ridewire.booking.domain.RideCommand;
import dev.ridewire.booking.domain.RideFact;
import dev.ridewire.booking.domain.RideId;
import dev.ridewire.booking.domain.RideOrder;
import dev.ridewire.booking.domain.RidePolicy;
import dev.ridewire.booking.domain.RiderId;
import dev.ridewire.booking.domain.SampleRides;
import dev.ridewire.events.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What every {@link Rides} keeps its word on. */
public abstract class RidesContract {
    /** Greater with every id, also across the implementations that share a database. */
    private static final AtomicLong LAST_ID = new AtomicLong(System.nanoTime() & 0xffff_ffffL);
    private static final Instant KEY_END = NOW.plus(Duration.ofHours(24));

    private final RiderId rider = new RiderId("rider-" + UUID.randomUUID());

    protected abstract Rides rides();

    /** Names of the facts told of a ride, in the order in which they happened. */
    protected abstract List<String> factsToldOf(RideId ride);

    @Test
    void a_ride_is_found_as_it_was_stored_in_every_state() {
        Ride ride = stored(newRide(rider));
        for (RideCommand command : List.of(assignment(1), cancelBy(DRIVER), assignment(2, OTHER_DRIVER),
                new RideCommand.Arrive(OTHER_DRIVER), new RideCommand.Start(OTHER_DRIVER, WRONG_PIN),
                new RideCommand.Start(OTHER_DRIVER, PIN), new RideCommand.Complete(OTHER_DRIVER),
                new RideCommand.SettleFare())) {
            ride = saved(ride, command);
            assertThat(rides().find(ride.id()).block()).isEqualTo(ride);
        }
        assertThat(factsToldOf(ride.id())).containsExactly("RideRequested", "DriverAssigned", "DriverCancelled",
                "DriverAssigned", "DriverArrived", "RideStarted", "RideCompleted", "FareSettled");
    }

    @Test
    void rides_that_ended_otherwise_are_found_as_they_were_stored() {
        Ride withoutDriver = saved(stored(newRide(rider)), new RideCommand.GiveUpSearch(1));
        Ride cancelled = saved(stored(newRide(rider)), cancelBy(rider));
        Ride cancelledWithDriver = saved(saved(stored(newRide(rider)), assignment(1)), cancelBy(rider));
        Ride scheduled = stored(scheduledRide(rider));

        for (Ride ride : List.of(withoutDriver, cancelled, cancelledWithDriver, scheduled)) {
            assertThat(rides().find(ride.id()).block()).isEqualTo(ride);
        }
        assertThat(factsToldOf(scheduled.id())).containsExactly("RideScheduled");
    }

    @Test
    void a_ride_that_nobody_stored_is_not_found() {
        assertThat(rides().find(nextId()).blockOptional()).isEmpty();
    }

    @Test
    void a_taken_key_stores_nothing() {
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
    void an_expired_key_can_be_used_again() {
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
    void a_second_active_ride_of_a_rider_is_not_stored_and_its_key_stays_free() {
        Ride first = stored(newRide(rider), "key-1");
        Ride second = newRide(rider);

        assertThat(add(second, "key-2", "fingerprint", NOW)).isEqualTo(AddResult.ACTIVE_RIDE_EXISTS);
        assertThat(rides().find(second.id()).blockOptional()).isEmpty();
        assertThat(factsToldOf(second.id())).isEmpty();
        saved(first, cancelBy(rider));
        assertThat(add(second, "key-2", "fingerprint", NOW)).isEqualTo(AddResult.ADDED);
    }

    @Test
    void of_many_identical_requests_at_once_one_is_stored() {
        List<AddResult> results = Flux.range(0, 30)
                .flatMap(i -> rides().add(newRide(rider), new RideFact.RideRequested(), key("key", "fingerprint"), NOW,
                        TraceContext.NONE), 30)
                .collectList().blockOptional().orElseThrow();

        assertThat(results).filteredOn(AddResult.ADDED::equals).hasSize(1);
        assertThat(results).filteredOn(AddResult.KEY_TAKEN::equals).hasSize(29);
        assertThat(rides().findNewestOf(rider, null, 10).block()).hasSize(1);
    }

    @Test
    void of_two_changes_of_one_version_one_is_stored() {
        Ride ride = stored(newRide(rider));

        assertThat(rides().save(change(ride, assignment(1))).block()).isTrue();
        assertThat(rides().save(change(ride, cancelBy(rider))).block()).isFalse();
        assertThat(factsToldOf(ride.id())).containsExactly("RideRequested", "DriverAssigned");
    }

    @Test
    void two_wrong_pins_at_once_do_not_count_as_one() {
        Ride ride = saved(saved(stored(newRide(rider)), assignment(1)), new RideCommand.Arrive(DRIVER));
        var guess = change(ride, new RideCommand.Start(DRIVER, WRONG_PIN));

        assertThat(rides().save(guess).block()).isTrue();
        assertThat(rides().save(guess).block()).isFalse();
        assertThat(rides().save(change(ride, new RideCommand.Start(DRIVER, PIN))).block()).isFalse();
    }

    @Test
    void changes_of_many_rides_are_stored_together_but_for_the_outdated_ones() {
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
    void history_is_the_riders_own_newest_first_and_stable_when_rides_come_in_between_pages() {
        Ride oldest = saved(stored(newRide(rider)), cancelBy(rider));
        Ride middle = saved(stored(newRide(rider)), cancelBy(rider));
        Ride newest = saved(stored(newRide(rider)), cancelBy(rider));
        stored(newRide(new RiderId("rider-" + UUID.randomUUID())));

        assertThat(rides().findNewestOf(rider, null, 2).block()).containsExactly(newest, middle);
        stored(newRide(rider));
        assertThat(rides().findNewestOf(rider, middle.id(), 2).block()).containsExactly(oldest);
    }

    @Test
    void due_rides_are_those_whose_time_has_come_and_whose_rider_has_no_active_ride() {
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
    void expired_keys_are_forgotten_and_others_are_not() {
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
        return switch (ride.decide(command, RidePolicy.STANDARD, NOW.plusSeconds(60))) {
            case Decision.Accepted(Ride after, RideFact fact) -> new RideChange(ride, after, fact, TraceContext.NONE);
            case Decision.Counted(Ride after, var _) -> new RideChange(ride, after, null, TraceContext.NONE);
            case Decision.AlreadyDone _,Decision.Rejected _ -> throw new AssertionError("refused: " + command);
        };
    }

    private static Ride newRide(RiderId rider) {
        return SampleRides.requestedRide(nextId(), rider);
    }

    private static Ride scheduledRide(RiderId rider) {
        var order = new RideOrder(rider, SampleRides.STANDARD, SampleRides.PICKUP, SampleRides.DROPOFF,
                SampleRides.FARE, PIN, NOW.plus(Duration.ofHours(1)), "At the side door, please 🚪");
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
