package dev.ridewire.tracking.domain.life;

/** The importance of an event for the question why a ride went as it did. */
public enum Weight {
    /** The ride lost something by it: a driver, time, or itself. */
    FAILURE,
    /** Somebody chose the way that the ride took. */
    DECISION,
    /** A consequence of another event. */
    DETAIL
}
