package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.events.TraceContext;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A driver says no to an offer. */
public final class DecliningOffer {
    private final AnsweringOffer answering;

    public DecliningOffer(AnsweringOffer answering) {
        this.answering = answering;
    }

    /** @param request the trace of the driver's request */
    public Mono<OfferOutcome> decline(UUID offerId, String driverId, TraceContext request) {
        return answering.answer(
                offerId, driverId, OfferState.DECLINED, Dispatching::decline, "decline offer", request);
    }
}
