package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.domain.offer.OfferRejection;

/** The outcome of a driver's answer, as the driver learns it. */
public sealed interface OfferOutcome {
    /** The answer counts, now or since an earlier time. */
    record Answered(TripOffer offer) implements OfferOutcome {}

    record Rejected(OfferRejection rejection) implements OfferOutcome {}
}
