package dev.ridewire.dispatch.application;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.application.offer.LockedOffer;
import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.ride.ForgettingMatches;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.ride.SearchCursor;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.OfferDecision;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.dispatch.domain.shift.ShiftDecision;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The contract of every implementation of dispatch's ports. Each test works on rides and drivers of its own. */
public abstract class DispatchPortsContract {
    protected static final TraceContext TRACE = new TraceContext(
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");

    private final UUID ride = UUID.randomUUID();
    private final String ann = "ann-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    protected abstract Transactions transactions();

    protected abstract Matches matches();

    protected abstract Drivers drivers();

    protected abstract Offers offers();

    protected abstract ChangeStore changes();

    @Test
    void aMatchComesBackAsItWasStored() {
        Change started = started(ride, "zoe");
        store(started);

        assertThat(matches().find(ride).block()).isEqualTo(new Traced<>(match(started), TRACE));
        assertThat(lock(ride)).containsExactly(new Traced<>(match(started), TRACE));
        assertThat(matches().find(UUID.randomUUID()).block()).isNull();
        assertThat(lock(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aMatchKeepsTheTraceThatOpenedItsAttempt() {
        Traced<Change> started = new Traced<>(started(ride), TRACE);
        var later = new TraceContext("00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        store(started);
        store(new Traced<>(Dispatching.giveUp(match(started.value()), NOON), later));
        assertThat(lock(ride)).extracting(Traced::trace).containsExactly(TRACE);

        Match failed = lock(ride).getFirst().value();
        store(new Traced<>(Dispatching.follow(wanted(ride, 2), failed, null, POLICY, NOON).orElseThrow(), later));
        assertThat(lock(ride)).extracting(Traced::trace).containsExactly(later);
    }

    @Test
    void anOfferIsLockedForItsDriverWithMatchAndDriver() {
        Change made = offered(ride, ann);

        assertThat(transactions().inOne(offers().lock(offer(made).id(), ann)).block()).isEqualTo(
                new LockedOffer(offer(made), new Traced<>(match(made), TRACE), driver(made)));
        assertThat(transactions().inOne(offers().lock(offer(made).id(), bob)).block()).isNull();
        assertThat(transactions().inOne(offers().lock(UUID.randomUUID(), ann)).block()).isNull();
    }

    @Test
    void aDriverComesBackAsTheyWereStored() {
        Driver driver = online(ann);

        assertThat(drivers().find(ann).block()).isEqualTo(driver);
        assertThat(lockDriver(ann)).isEqualTo(driver);
        assertThat(drivers().available(Set.of(ann, bob)).block()).containsExactly(driver);
        assertThat(drivers().find(bob).block()).isNull();
    }

    @Test
    void anOfferIsFollowedFromItsMakingToItsEnd() {
        Change made = offered(ride, ann);
        assertThat(matches().find(ride).block()).isEqualTo(new Traced<>(match(made), TRACE));
        assertThat(drivers().find(ann).block()).isEqualTo(driver(made));
        assertThat(pending(ann)).containsExactly(offer(made));
        assertThat(drivers().available(Set.of(ann)).block()).isEmpty();

        Change accepted = accepted(made);
        store(accepted);
        assertThat(matches().find(ride).block()).isEqualTo(new Traced<>(match(accepted), TRACE));
        assertThat(Objects.requireNonNull(drivers().find(ann).block()).state()).isEqualTo(new DriverState.OnRide(ride));
        assertThat(pending(ann)).isEmpty();

        Change over = Dispatching.follow(new RideNews.CalledOff(ride), match(accepted), driver(accepted),
                POLICY, NOON.plusSeconds(9)).orElseThrow();
        store(over);
        assertThat(Objects.requireNonNull(offers().find(offer(made).id()).block()).offer()).isEqualTo(offer(over));
        assertThat(offers().ofRide(ride).block()).containsExactly(offer(over));
        assertThat(drivers().available(Set.of(ann)).block()).containsExactly(driver(over));
    }

    @Test
    void whatBindsADriverIsFoundAndWhatWasWithdrawnLately() {
        Change made = offered(ride, ann);
        assertThat(liveOrWithdrawnAfter(NOON, ann, bob)).containsExactly(offer(made));

        Change accepted = accepted(made);
        store(accepted);
        assertThat(liveOrWithdrawnAfter(NOON, ann)).containsExactly(offer(accepted));

        Change over = Dispatching.follow(new RideNews.CalledOff(ride), match(accepted), driver(accepted),
                POLICY, NOON.plusSeconds(9)).orElseThrow();
        store(over);
        assertThat(liveOrWithdrawnAfter(NOON.plusSeconds(8), ann)).containsExactly(offer(over));
        assertThat(liveOrWithdrawnAfter(NOON.plusSeconds(9), ann)).isEmpty();
        assertThat(liveOrWithdrawnAfter(NOON, bob)).isEmpty();

        UUID driven = UUID.randomUUID();
        Change again = offered(driven, bob);
        Change yes = accepted(again);
        store(yes);
        store(Dispatching.follow(new RideNews.Completed(driven), match(yes), driver(yes), POLICY, NOON.plusSeconds(9))
                .orElseThrow());
        assertThat(liveOrWithdrawnAfter(NOON, bob)).as("a ride that was driven").isEmpty();
    }

    @Test
    void aChangeMadeOnAnOldVersionIsRefusedAsAWhole() {
        Change started = started(ride);
        store(started);
        Driver driver = online(ann);
        store(offer(match(started), driver));

        assertThatThrownBy(() -> store(Dispatching.giveUp(match(started), NOON)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> store(started(ride))).isInstanceOf(ConcurrentChangeException.class);
        assertThat(Objects.requireNonNull(matches().find(ride).block()).value().version()).isEqualTo(2);
    }

    @Test
    void aRideHasOneLiveOffer() {
        offered(ride, ann);
        Driver free = online(bob);
        var second = new Offer(UUID.randomUUID(), ride, bob, 1, OfferState.PENDING, Duration.ZERO, NOON,
                NOON.plusSeconds(15), null);

        assertThatThrownBy(() -> store(new Change(null,
                Objects.requireNonNull(offer(match(started(UUID.randomUUID())), free).driver()), second)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(offers().ofRide(ride).block()).hasSize(1);
        assertThat(drivers().find(bob).block()).as("nothing of it was stored").isEqualTo(free);
    }

    @Test
    void aDriverHasOneLiveOffer() {
        Change busy = offered(ride, ann);
        UUID otherRide = UUID.randomUUID();
        Change started = started(otherRide);
        store(started);
        var second = new Offer(UUID.randomUUID(), otherRide, ann, 1, OfferState.PENDING, Duration.ZERO, NOON,
                NOON.plusSeconds(15), null);
        Change stolen = offer(match(started), new Driver(
                ann, driver(busy).version(), PRIUS, new DriverState.Available(), NOON));

        assertThatThrownBy(() -> store(new Change(stolen.match(), stolen.driver(), second)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(pending(ann)).containsExactly(offer(busy));
        assertThat(matches().find(otherRide).block()).as("nothing of it was stored")
                .isEqualTo(new Traced<>(match(started), TRACE));
    }

    @Test
    void searchesAreClaimedOldestFirstFromAPlaceInTheList() {
        UUID younger = UUID.randomUUID();
        store(started(ride));
        store(Dispatching.follow(wanted(younger), null, null, POLICY, NOON.plusMillis(1)).orElseThrow());

        SearchCursor before = new SearchCursor(NOON.minusMillis(1), new UUID(0, 0));
        SearchCursor between = new SearchCursor(NOON, ride);
        assertThat(claimSearches(before)).containsSubsequence(ride, younger);
        assertThat(claimSearches(between)).contains(younger).doesNotContain(ride);
        assertThat(ids(transactions().inOne(matches().claimSearches(before, NOON, 1)))).hasSize(1);
        assertThat(ids(transactions().inOne(
                matches().claimSearches(before, NOON.plus(POLICY.searchWindow()).plusSeconds(1), 1000))))
                .doesNotContain(ride);
    }

    @Test
    void whatIsDueIsClaimed() {
        UUID offeredRide = UUID.randomUUID();
        store(started(ride));
        offered(offeredRide, ann);
        var windowEnd = NOON.plus(POLICY.searchWindow());
        var offerEnd = NOON.plus(POLICY.offerLife());

        assertThat(ids(transactions().inOne(matches().claimEndedSearches(windowEnd.minusMillis(1), 1000))))
                .doesNotContain(ride);
        assertThat(ids(transactions().inOne(matches().claimEndedSearches(windowEnd, 1000))))
                .contains(ride).doesNotContain(offeredRide);
        assertThat(ids(transactions().inOne(matches().claimLapsedOffers(offerEnd.minusMillis(1), 1000))))
                .doesNotContain(offeredRide);
        assertThat(ids(transactions().inOne(matches().claimLapsedOffers(offerEnd, 1000))))
                .contains(offeredRide).doesNotContain(ride);
    }

    @Test
    void whatIsLongOverIsForgottenWithItsOffersInBatches() {
        UUID failed = UUID.randomUUID();
        UUID open = UUID.randomUUID();
        Change made = offered(ride, ann);
        store(Dispatching.follow(new RideNews.CalledOff(ride), match(made), driver(made), POLICY, NOON.plusSeconds(9))
                .orElseThrow());
        Change started = started(failed);
        store(started);
        store(Dispatching.giveUp(match(started), NOON.plusSeconds(8)));
        offered(open, bob);

        var forgetting = new ForgettingMatches(matches(), Duration.ofDays(45),
                Clock.fixed(NOON.plus(Duration.ofDays(45)).plusSeconds(9), ZoneOffset.UTC));
        while (Objects.requireNonNull(forgetting.sweep(1).block()) > 0) {
            assertThat(matches().find(ride).block()).as("is over for 45 days, not for longer").isNotNull();
        }
        assertThat(matches().find(failed).block()).isNull();
        assertThat(offers().find(offer(made).id()).block()).isNotNull();

        while (Objects.requireNonNull(matches().forgetOver(NOON.plusSeconds(10), 1).block()) > 0) {
            assertThat(matches().find(open).block()).as("is not over").isNotNull();
        }
        assertThat(matches().find(ride).block()).isNull();
        assertThat(offers().find(offer(made).id()).block()).isNull();
        assertThat(matches().find(open).block()).isNotNull();
        assertThat(pending(bob)).hasSize(1);
    }

    protected final void store(Change change) {
        store(new Traced<>(change, TRACE));
    }

    private void store(Traced<Change> change) {
        transactions().inOne(changes().store(List.of(change))).block();
    }

    /** Stores a search, a driver on shift and the offer between them. */
    protected final Change offered(UUID rideId, String driverId) {
        Change started = started(rideId);
        store(started);
        Change made = offer(match(started), online(driverId));
        store(made);
        return made;
    }

    protected final Driver online(String driverId) {
        var changed = (ShiftDecision.Changed) Driver.unknown(driverId).goOnline(PRIUS, NOON);
        store(Change.of(changed.change()));
        return changed.change().driver();
    }

    protected static Change started(UUID rideId, String... excluded) {
        return Dispatching.follow(wanted(rideId, 1, excluded), null, null, POLICY, NOON).orElseThrow();
    }

    protected static Change offer(Match match, Driver driver) {
        return Dispatching.offer(match, driver, UUID.randomUUID(), Duration.ofSeconds(90), POLICY, NOON);
    }

    private static Change accepted(Change made) {
        return ((OfferDecision.Answered) Dispatching.answer(
                OfferState.ACCEPTED, offer(made), match(made), driver(made), NOON.plusSeconds(5))).change();
    }

    protected static Match match(Change change) {
        return Objects.requireNonNull(change.match()).match();
    }

    protected static Driver driver(Change change) {
        return Objects.requireNonNull(change.driver()).driver();
    }

    protected static Offer offer(Change change) {
        return Objects.requireNonNull(change.offer());
    }

    private List<Traced<Match>> lock(UUID rideId) {
        return Objects.requireNonNull(transactions().inOne(matches().lock(Set.of(rideId))).block());
    }

    private Driver lockDriver(String driverId) {
        return Objects.requireNonNull(transactions().inOne(drivers().lock(Set.of(driverId))).block()).getFirst();
    }

    private List<Offer> pending(String driverId) {
        return Objects.requireNonNull(offers().pending(Set.of(driverId)).block()).stream().map(TripOffer::offer)
                .toList();
    }

    private List<Offer> liveOrWithdrawnAfter(Instant time, String... driverIds) {
        return Objects.requireNonNull(offers().liveOrWithdrawnAfter(Set.of(driverIds), time).block()).stream()
                .map(TripOffer::offer).toList();
    }

    private List<UUID> claimSearches(SearchCursor after) {
        return ids(transactions().inOne(matches().claimSearches(after, NOON, 1000)));
    }

    private static List<UUID> ids(Mono<List<Traced<Match>>> claimed) {
        return Objects.requireNonNull(claimed.block()).stream().map(traced -> traced.value().rideId()).toList();
    }
}
