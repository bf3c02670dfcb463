package dev.ridewire.dispatch.domain.offer;

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
    /** The ride is no longer this driver's, whether they had answered or not: it was cancelled or given back. */
    WITHDRAWN
}
