package dev.ridewire.tracking.domain.board;

/** A reason for which a dispatcher should look at a ride. */
public enum StuckRule {
    /** A scheduled ride is not requested though its time has come. */
    SCHEDULE_MISSED,
    /** Dispatch has not started the search for a requested ride. */
    SEARCH_NOT_STARTED,
    /** The rider has waited long for a driver, though all parts work. */
    LONG_SEARCH,
    /** The search did not end when its time was over. */
    SEARCH_OVERDUE,
    /** An offer did not end when its time was over. */
    ANSWER_OVERDUE,
    /** Dispatch ended the search, and booking has not followed. */
    RESULT_NOT_APPLIED,
    /** The driver should have been at the pickup. */
    DRIVER_LATE,
    /** The driver waits long at the pickup. */
    RIDER_ABSENT,
    /** The trip takes longer than trips do. */
    LONG_TRIP,
    /** A completed ride has no final fare. */
    FARE_OPEN
}
