package dev.ridewire.dispatch.domain;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferRejection;

/** The consequence of a driver's answer to an offer. */
public sealed interface OfferDecision {
    /** The answer counts. */
    record Answered(Change change, Offer offer) implements OfferDecision {}

    /** The driver gave the same answer before. */
    record AnsweredBefore(Offer offer) implements OfferDecision {}

    /** The answer does not count. */
    record Rejected(OfferRejection rejection) implements OfferDecision {}
}
