package dev.ridewire.dispatch.domain;

import dev.ridewire.dispatch.domain.OfferDecision.Answered;
import dev.ridewire.dispatch.domain.OfferDecision.AnsweredBefore;
import dev.ridewire.dispatch.domain.OfferDecision.Rejected;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferRejection.AnsweredOtherwise;
import dev.ridewire.dispatch.domain.offer.OfferRejection.TooLate;
import dev.ridewire.dispatch.domain.offer.OfferRejection.Withdrawn;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchChange;
import dev.ridewire.dispatch.domain.ride.MatchState.Closed;
import dev.ridewire.dispatch.domain.ride.MatchState.Offered;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The decisions that concern a ride's match and its driver at once. */
public final class Dispatching {
    private Dispatching() {}

    /**
     * Booking has news of a ride. Only the newest attempt counts, and a ride that is over stays over, so any order and
     * any subset of a ride's news end the same.
     *
     * @param match  null where the ride is not known yet
     * @param holder the driver of the match's live offer; null where there is none
     * @return empty where the news changes nothing
     */
    public static Optional<Change> follow(
            RideNews news, @Nullable Match match, @Nullable Driver holder, DispatchPolicy policy, Instant now) {
        return switch (news) {
            case RideNews.Wanted wanted when match == null ->
                Optional.of(Change.of(Match.started(wanted, policy, now)));
            case RideNews.Wanted wanted when wanted.attempt() > match.attempt() && !(match.state() instanceof Closed) ->
                Optional.of(letGo(match, match.searchedAgain(wanted, policy, now), holder, Offer::withdrawn, now));
            case RideNews.CalledOff _ when match != null && !(match.state() instanceof Closed) ->
                Optional.of(letGo(match, match.closed(now), holder, Offer::withdrawn, now));
            case RideNews.Completed _ when match != null && !(match.state() instanceof Closed) ->
                Optional.of(letGo(match, match.closed(now), holder, Offer::completed, now));
            case RideNews.Wanted _ -> Optional.empty();
            case RideNews.CalledOff _ -> Optional.empty();
            case RideNews.Completed _ -> Optional.empty();
        };
    }

    /** Puts a searched ride before an available driver. */
    public static Change offer(
            Match match, Driver driver, UUID offerId, Duration pickupEta, DispatchPolicy policy, Instant now) {
        var offer = new Offer(offerId, match.rideId(), driver.id(), match.attempt(), OfferState.PENDING, pickupEta, now,
                now.plus(policy.offerLife()), null);
        return new Change(match.offered(offer, now), driver.offered(match.rideId(), now), offer);
    }

    /**
     * A driver answers an offer.
     *
     * @param answer what the driver says: ACCEPTED or DECLINED
     * @param match  the offer's match
     * @param driver the offer's driver
     */
    public static OfferDecision answer(OfferState answer, Offer offer, Match match, Driver driver, Instant now) {
        return answeredAlready(offer, answer).orElseGet(() -> answer == OfferState.ACCEPTED
                ? accept(offer, match, driver, now)
                : decline(offer, match, driver, now));
    }

    private static OfferDecision accept(Offer offer, Match match, Driver driver, Instant now) {
        if (!(match.state() instanceof Offered(Offer open)) || !open.id().equals(offer.id())) {
            throw new IllegalStateException("offer " + offer.id() + " is not the one its match waits for");
        }
        if (offer.expiredAt(now)) {
            return new Rejected(new TooLate());
        }
        Offer accepted = offer.accepted();
        Vehicle vehicle = Objects.requireNonNull(driver.vehicle(), "vehicle of a driver on shift");
        return new Answered(
                new Change(
                        match.assigned(accepted, vehicle, now), driver.engaged(match.rideId(), now), accepted),
                accepted);
    }

    /** A driver says no. Too late is the same as no, but the ride is told the truth: that nobody answered in time. */
    private static OfferDecision decline(Offer offer, Match match, Driver driver, Instant now) {
        if (offer.expiredAt(now)) {
            return new Rejected(new TooLate());
        }
        Offer declined = offer.over(OfferState.DECLINED, now);
        return new Answered(
                new Change(
                        match.declined(driver.id(), now), driver.released(match.rideId(), now), declined),
                declined);
    }

    /** Returns the meaning of an answer once the offer no longer waits for one; empty where it still waits. */
    private static Optional<OfferDecision> answeredAlready(Offer offer, OfferState answer) {
        return switch (offer.state()) {
            case PENDING -> Optional.empty();
            case ACCEPTED, DECLINED -> Optional.of(
                    offer.state() == answer
                            ? new AnsweredBefore(offer)
                            : new Rejected(new AnsweredOtherwise(offer.state())));
            case EXPIRED -> Optional.of(new Rejected(new TooLate()));
            case WITHDRAWN -> Optional.of(new Rejected(new Withdrawn()));
        };
    }

    /** Nobody answered in time. */
    public static Change expire(Match match, Driver driver, Instant now) {
        Offer expired = match.liveOffer().orElseThrow().over(OfferState.EXPIRED, now);
        return new Change(match.lapsed(driver.id(), now), driver.released(match.rideId(), now), expired);
    }

    /** The search window is over. */
    public static Change giveUp(Match match, Instant now) {
        return Change.of(match.failed(now));
    }

    private static Change letGo(
            Match match, MatchChange change, @Nullable Driver holder, BiFunction<Offer, Instant, Offer> end,
            Instant now) {
        return match.liveOffer()
                .map(offer -> new Change(change,
                        Objects.requireNonNull(holder, "holder").released(match.rideId(), now),
                        end.apply(offer, now)))
                .orElseGet(() -> Change.of(change));
    }
}
