package dev.ridewire.dispatch.domain.offer;

/** Why a driver's answer to an offer does not count. */
public sealed interface OfferRejection {
    /** There is no such offer, or it was made to someone else. */
    record NoSuchOffer() implements OfferRejection {}

    /** It came too late. */
    record TooLate() implements OfferRejection {}

    /** The ride is no longer this driver's to take, even if they accepted it before. */
    record Withdrawn() implements OfferRejection {}

    /** The driver gave the other answer before. */
    record AnsweredOtherwise(OfferState given) implements OfferRejection {}
}
