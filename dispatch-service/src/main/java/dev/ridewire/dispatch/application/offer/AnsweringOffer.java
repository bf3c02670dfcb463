package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.application.CausedChange;
import dev.ridewire.dispatch.application.Changes;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.TracedMatch;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.OfferDecision;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferRejection;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The steps that accepting and declining have in common: find the offer, lock its match and driver, decide, store. */
public final class AnsweringOffer {
    private final Transactions transactions;
    private final Matches matches;
    private final Drivers drivers;
    private final Offers offers;
    private final Changes changes;
    private final RideTraces traces;
    private final Clock clock;

    public AnsweringOffer(
            Transactions transactions, Matches matches, Drivers drivers, Offers offers, Changes changes,
            RideTraces traces, Clock clock) {
        this.transactions = transactions;
        this.matches = matches;
        this.drivers = drivers;
        this.offers = offers;
        this.changes = changes;
        this.traces = traces;
        this.clock = clock;
    }

    /** Decides on an offer that still waits, with match and driver locked. */
    interface Decision {
        OfferDecision decide(Offer offer, Match match, Driver driver, Instant now);
    }

    Mono<OfferOutcome> answer(
            UUID offerId, String driverId, OfferState answer, Decision decision, String step, TraceContext request) {
        return transactions.inOne(offers.find(offerId)
                .flatMap(seen -> Mono.justOrEmpty(Dispatching.answeredAlready(seen.offer(), driverId, answer))
                        .map(before -> outcome(before, seen))
                        .switchIfEmpty(Mono.defer(
                                () -> matches.lock(Set.of(seen.offer().rideId()))
                                        .flatMap(locked -> answerLocked(
                                                seen, locked.getFirst(), driverId, answer, decision, step, request)))))
                .switchIfEmpty(Mono.just(new OfferOutcome.Rejected(new OfferRejection.NoSuchOffer()))));
    }

    private Mono<OfferOutcome> answerLocked(
            TripOffer seen, TracedMatch traced, String driverId, OfferState answer, Decision decision, String step,
            TraceContext request) {
        boolean waits = traced.match().liveOffer()
                .filter(live -> live.id().equals(seen.offer().id()) && live.state() == OfferState.PENDING).isPresent();
        if (!waits) {
            // Somebody was faster between our look and our lock: what they left says what the answer means.
            return offers.find(seen.offer().id()).map(now -> outcome(
                    Dispatching.answeredAlready(now.offer(), driverId, answer).orElseThrow(), now));
        }
        return drivers.lock(Set.of(driverId)).flatMap(locked -> {
            OfferDecision made = decision.decide(seen.offer(), traced.match(), locked.getFirst(), clock.instant());
            OfferOutcome outcome = outcome(made, seen);
            if (!(made instanceof OfferDecision.Answered(var change, var _))) {
                return Mono.just(outcome);
            }
            // The answer's events continue the ride's trace, not the driver's request: a ride is read as one trace from
            // the rider's request to the assigned driver. The driver's own trace is linked, and both carry ride.id.
            var cause = traces.step(step, traced.rideTrace(), request, traced.match().rideId(), driverId);
            return changes.store(List.of(new CausedChange(change, traced.rideTrace(), cause))).thenReturn(outcome);
        });
    }

    private static OfferOutcome outcome(OfferDecision decision, TripOffer seen) {
        return switch (decision) {
            case OfferDecision.Answered(var _, Offer offer) ->
                new OfferOutcome.Answered(new TripOffer(offer, seen.trip()));
            case OfferDecision.AnsweredBefore(Offer offer) ->
                new OfferOutcome.Answered(new TripOffer(offer, seen.trip()));
            case OfferDecision.Rejected(OfferRejection rejection) -> new OfferOutcome.Rejected(rejection);
        };
    }
}
