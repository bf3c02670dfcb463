package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.events.TraceContext;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A driver says yes to an offer. */
public final class AcceptingOffer {
    private final AnsweringOffer answering;

    public AcceptingOffer(AnsweringOffer answering) {
        this.answering = answering;
    }

    /** @param request the trace of the driver's request */
    public Mono<OfferOutcome> accept(UUID offerId, String driverId, TraceContext request) {
        return answering.answer(
                offerId, driverId, OfferState.ACCEPTED, Dispatching::accept, "accept offer", request);
    }
}
