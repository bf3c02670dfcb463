package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.OfferRejection;

/** What a driver hears back. */
public sealed interface OfferOutcome {
    /** The answer counts, now or since an earlier time. */
    record Answered(TripOffer offer) implements OfferOutcome {}

    record Rejected(OfferRejection rejection) implements OfferOutcome {}
}
