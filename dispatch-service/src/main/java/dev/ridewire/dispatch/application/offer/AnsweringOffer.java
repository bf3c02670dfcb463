package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.OfferDecision;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferRejection;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A driver says yes or no to an offer. */
public final class AnsweringOffer {
    private final Transactions transactions;
    private final Offers offers;
    private final ChangeStore changes;
    private final RideTraces traces;
    private final Clock clock;

    public AnsweringOffer(
            Transactions transactions, Offers offers, ChangeStore changes, RideTraces traces, Clock clock) {
        this.transactions = transactions;
        this.offers = offers;
        this.changes = changes;
        this.traces = traces;
        this.clock = clock;
    }

    /** @param request the trace of the driver's request */
    public Mono<OfferOutcome> accept(UUID offerId, String driverId, TraceContext request) {
        return answer(offerId, driverId, OfferState.ACCEPTED, request);
    }

    /** @param request the trace of the driver's request */
    public Mono<OfferOutcome> decline(UUID offerId, String driverId, TraceContext request) {
        return answer(offerId, driverId, OfferState.DECLINED, request);
    }

    private Mono<OfferOutcome> answer(UUID offerId, String driverId, OfferState answer, TraceContext request) {
        return transactions.inOne(offers.lock(offerId, driverId)
                .flatMap(locked -> take(answer, locked, request))
                .defaultIfEmpty(new OfferOutcome.Rejected(new OfferRejection.NoSuchOffer())));
    }

    private Mono<OfferOutcome> take(OfferState answer, LockedOffer locked, TraceContext request) {
        OfferDecision decision = Dispatching.answer(
                answer, locked.offer(), locked.match().value(), locked.driver(), clock.instant());
        return switch (decision) {
            case OfferDecision.Answered(var change, Offer offer) -> {
                // The answer's events continue the ride's trace, not the driver's request: a ride is read as one trace
                // from the rider's request to the assigned driver. The driver's own trace is linked, and both carry
                // ride.id.
                var cause = traces.step(answer == OfferState.ACCEPTED ? "accept offer" : "decline offer",
                        locked.match().trace(), request, offer.rideId(), offer.driverId());
                yield changes.store(List.of(new Traced<>(change, cause))).thenReturn(answered(offer, locked));
            }
            case OfferDecision.AnsweredBefore(Offer offer) -> Mono.just(answered(offer, locked));
            case OfferDecision.Rejected(OfferRejection rejection) -> Mono.just(new OfferOutcome.Rejected(rejection));
        };
    }

    private static OfferOutcome answered(Offer offer, LockedOffer locked) {
        return new OfferOutcome.Answered(new TripOffer(offer, locked.match().value().trip()));
    }
}
