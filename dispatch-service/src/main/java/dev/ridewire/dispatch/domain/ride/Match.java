package dev.ridewire.dispatch.domain.ride;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.MatchState.Assigned;
import dev.ridewire.dispatch.domain.ride.MatchState.Closed;
import dev.ridewire.dispatch.domain.ride.MatchState.Failed;
import dev.ridewire.dispatch.domain.ride.MatchState.Offered;
import dev.ridewire.dispatch.domain.ride.MatchState.Searching;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The search for one ride's driver, over all attempts.
 *
 * @param version      1, 2, 3 … with every change
 * @param attempt      the ride's attempt that the state answers
 * @param excluded     drivers who gave the ride back or declined it: never asked again for it
 * @param lapsed       drivers who let an offer of this ride lapse, and when
 * @param waitingSince when the first search began; older rides are served first
 * @param searchUntil  when the current search gives up
 */
public record Match(
        UUID rideId,
        long version,
        int attempt,
        Trip trip,
        MatchState state,
        Set<String> excluded,
        Map<String, Instant> lapsed,
        Instant waitingSince,
        Instant searchUntil,
        Instant stateChangedAt) {
    public Match {
        Objects.requireNonNull(rideId, "rideId");
        Objects.requireNonNull(trip, "trip");
        Objects.requireNonNull(state, "state");
        excluded = Set.copyOf(excluded);
        lapsed = Map.copyOf(lapsed);
        Objects.requireNonNull(waitingSince, "waitingSince");
        Objects.requireNonNull(searchUntil, "searchUntil");
        Objects.requireNonNull(stateChangedAt, "stateChangedAt");
    }

    public static MatchChange started(RideNews.Wanted ride, DispatchPolicy policy, Instant now) {
        var match = new Match(ride.rideId(), 1, ride.attempt(), ride.trip(), new Searching(), ride.excluded(), Map.of(),
                now, now.plus(policy.searchWindow()), now);
        return new MatchChange(match, MatchFact.SEARCH_STARTED);
    }

    /** The offer that holds this ride and a driver. */
    public Optional<Offer> liveOffer() {
        return switch (state) {
            case Offered(Offer offer) -> Optional.of(offer);
            case Assigned(Offer offer, Vehicle _) -> Optional.of(offer);
            case Searching(),Failed(),Closed() -> Optional.empty();
        };
    }

    /** Reports whether this ride may be offered to a driver now. */
    public boolean mayAsk(String driverId, DispatchPolicy policy, Instant now) {
        Instant lapse = lapsed.get(driverId);
        return !excluded.contains(driverId) && (lapse == null || !now.isBefore(lapse.plus(policy.askAgain())));
    }

    /** Reports whether a driver let an offer of this ride lapse: others are asked first. */
    public boolean wasIgnoredBy(String driverId) {
        return lapsed.containsKey(driverId);
    }

    public MatchChange searchedAgain(RideNews.Wanted ride, DispatchPolicy policy, Instant now) {
        Set<String> all = new HashSet<>(excluded);
        all.addAll(ride.excluded());
        var match = new Match(rideId, version + 1, ride.attempt(), ride.trip(), new Searching(), all, lapsed,
                waitingSince, now.plus(policy.searchWindow()), now);
        return new MatchChange(match, MatchFact.SEARCH_STARTED);
    }

    public MatchChange offered(Offer offer, Instant now) {
        require(state instanceof Searching, "be offered");
        return new MatchChange(next(new Offered(offer), excluded, lapsed, now), MatchFact.OFFER_MADE);
    }

    public MatchChange assigned(Offer offer, Vehicle vehicle, Instant now) {
        require(state instanceof Offered, "be assigned");
        return new MatchChange(next(new Assigned(offer, vehicle), excluded, lapsed, now), MatchFact.MATCH_ASSIGNED);
    }

    public MatchChange declined(String driverId, Instant now) {
        require(state instanceof Offered, "be declined");
        Set<String> all = new HashSet<>(excluded);
        all.add(driverId);
        return new MatchChange(next(new Searching(), all, lapsed, now), MatchFact.OFFER_DECLINED);
    }

    public MatchChange lapsed(String driverId, Instant now) {
        require(state instanceof Offered, "lapse");
        Map<String, Instant> all = new HashMap<>(lapsed);
        all.put(driverId, now);
        return new MatchChange(next(new Searching(), excluded, all, now), MatchFact.OFFER_EXPIRED);
    }

    public MatchChange failed(Instant now) {
        require(state instanceof Searching, "fail");
        return new MatchChange(next(new Failed(), excluded, lapsed, now), MatchFact.MATCH_FAILED);
    }

    public MatchChange closed(Instant now) {
        return new MatchChange(next(new Closed(), excluded, lapsed, now), MatchFact.MATCH_CLOSED);
    }

    private Match next(MatchState newState, Set<String> newExcluded, Map<String, Instant> newLapsed, Instant now) {
        return new Match(rideId, version + 1, attempt, trip, newState, newExcluded, newLapsed, waitingSince,
                searchUntil,
                now);
    }

    /** Callers have locked the match and seen its state, so a wrong one is a defect, not a "no". */
    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(
                    "match of ride %s is %s and cannot %s".formatted(rideId, state.label(), what));
        }
    }
}
