package dev.ridewire.dispatch.domain;

/** The state of an offer. */
public enum OfferState {
    /** The driver is being asked. */
    PENDING,
    /** The driver said yes. */
    ACCEPTED,
    /** The driver said no. */
    DECLINED,
    /** The driver did not answer in time. */
    EXPIRED,
    /** The ride needed no answer any more. */
    WITHDRAWN
}
