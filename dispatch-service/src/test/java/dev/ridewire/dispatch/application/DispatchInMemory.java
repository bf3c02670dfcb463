package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.application.matching.MatchingLimits;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.matching.RecordingBatches;
import dev.ridewire.dispatch.application.offer.AnsweringOffer;
import dev.ridewire.dispatch.application.offer.ExpiringOffers;
import dev.ridewire.dispatch.application.offer.OfferOutcome;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.dispatch.application.position.DriverPosition;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.dispatch.application.ride.EndingSearches;
import dev.ridewire.dispatch.application.ride.FollowingRide;
import dev.ridewire.dispatch.application.ride.SearchCursor;
import dev.ridewire.dispatch.application.shift.ChangingShift;
import dev.ridewire.dispatch.application.shift.ShiftOutcome;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.domain.Samples;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchFact;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.events.TraceContext;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole of dispatch without database, broker and clock, for tests and simulations: every call happens at once. */
public final class DispatchInMemory {
    public static final MatchingLimits LIMITS = new MatchingLimits(10, 200, 20);
    public static final MatchingPolicy MATCHING = new MatchingPolicy(1, Duration.ofMillis(200));

    public final InMemoryDispatch memory = new InMemoryDispatch();
    public final AdvancingClock clock;
    /** The positions of drivers; a simulation may move them. */
    public final Map<String, GeoPoint> positions = new HashMap<>();
    public final FollowingRide following;
    public final MatchingRides matching;
    public final InMemoryBatchLog batches = new InMemoryBatchLog();
    public final RecordingBatches recording = new RecordingBatches(batches);
    public final AnsweringOffer answering;
    public final ExpiringOffers expiring;
    public final EndingSearches ending;
    public final ChangingShift shifts;
    public final ViewingOffers viewing;

    public DispatchInMemory(DispatchPolicy policy, Instant start) {
        clock = new AdvancingClock(start);
        AtomicLong lastId = new AtomicLong();
        Supplier<UUID> ids = () -> new UUID(7, lastId.incrementAndGet());
        RideTraces traces = (name, rideTrace, request, rideId, driverId) -> rideTrace;
        DriverPositions nearest = (point, now, limit) -> positions.entrySet().stream()
                .map(entry -> new DriverPosition(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<DriverPosition>comparingDouble(position -> position.point().metersTo(point))
                        .thenComparing(DriverPosition::driverId))
                .limit(limit).toList();
        TravelTimes times = (from, to) -> Duration.ofSeconds(Math.round(from.metersTo(to) / 8));
        var transactions = memory.transactions();
        var matches = memory.matches();
        var drivers = memory.drivers();
        var offers = memory.offers();
        var changes = memory.changes();
        following = new FollowingRide(matches, drivers, changes, policy, clock);
        matching = new MatchingRides(transactions, matches, drivers, changes, nearest, times, traces, policy,
                MATCHING, LIMITS, ids, clock, () -> 0);
        answering = new AnsweringOffer(transactions, offers, changes, traces, clock);
        expiring = new ExpiringOffers(transactions, matches, drivers, changes, traces, clock);
        ending = new EndingSearches(transactions, matches, changes, clock);
        shifts = new ChangingShift(transactions, drivers, changes, clock);
        viewing = new ViewingOffers(offers, clock);
    }

    public void follow(RideNews... news) {
        following.follow(List.of(news).stream().map(one -> new Traced<>(one, TraceContext.NONE)).toList()).block();
    }

    /** Runs batches until the end of the list of searches; says how many offers were made. */
    public int matchAll() {
        int offers = 0;
        @Nullable
        SearchCursor next = null;
        do {
            var batch = Objects.requireNonNull(matching.matchBatch(next).block());
            offers += batch.offers();
            next = batch.next().orElse(null);
        } while (next != null);
        return offers;
    }

    public int expireAll() {
        return Objects.requireNonNull(expiring.sweep(Integer.MAX_VALUE).block());
    }

    public int endSearches() {
        return Objects.requireNonNull(ending.sweep(Integer.MAX_VALUE).block());
    }

    public OfferOutcome accept(UUID offerId, String driverId) {
        return Objects.requireNonNull(answering.accept(offerId, driverId, TraceContext.NONE).block());
    }

    public OfferOutcome decline(UUID offerId, String driverId) {
        return Objects.requireNonNull(answering.decline(offerId, driverId, TraceContext.NONE).block());
    }

    public ShiftOutcome change(String driverId, ShiftWish wish) {
        return Objects.requireNonNull(shifts.change(driverId, wish, TraceContext.NONE).block());
    }

    /** Starts a shift in a car of the class STANDARD, at a place. */
    public void online(String driverId, GeoPoint place) {
        positions.put(driverId, place);
        change(driverId, new ShiftWish.GoOnline(Samples.PRIUS));
    }

    public Match match(UUID rideId) {
        return Objects.requireNonNull(memory.matches().find(rideId).block()).value();
    }

    public Driver driver(String driverId) {
        return Objects.requireNonNull(memory.drivers().find(driverId).block());
    }

    public List<TripOffer> offersTo(String driverId) {
        return Objects.requireNonNull(viewing.pending(Set.of(driverId)).block());
    }

    TripOffer onlyOfferTo(String driverId) {
        var offers = offersTo(driverId);
        if (offers.size() != 1) {
            throw new AssertionError("one offer expected: " + offers);
        }
        return offers.getFirst();
    }

    /** The facts about matches since the last call. */
    List<MatchFact> facts() {
        return memory.drainStored().stream().map(stored -> stored.value().match()).filter(Objects::nonNull)
                .map(change -> change.fact()).toList();
    }
}
