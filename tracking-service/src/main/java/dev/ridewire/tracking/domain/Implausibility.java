package dev.ridewire.tracking.domain;

/** A reason for which a reported point is not believed. */
public enum Implausibility {
    /** The point's time can't be read. */
    UNREADABLE_TIME,
    /** A coordinate, speed, heading or accuracy is impossible. */
    OUT_OF_RANGE,
    /** The point is (0,0), which a device without a fix reports. */
    NULL_ISLAND,
    /** The point was recorded later than now, by more than a correctable clock offset. */
    IN_THE_FUTURE,
    /** The point is too old to count for a trip. */
    TOO_OLD,
    /** The reported accuracy is so low that the true position could be anywhere in the neighbourhood. */
    INACCURATE,
    /** The point was recorded at the same time as another one of the driver. */
    NOT_NEWER,
    /** No car drives from the previous point to this one in that time. */
    TOO_FAST,
    /** The point was recorded after the driver's shift had ended. */
    OFF_SHIFT
}
