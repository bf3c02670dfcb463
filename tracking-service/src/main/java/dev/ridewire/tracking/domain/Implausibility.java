package dev.ridewire.tracking.domain;

/** Why a reported point is not believed. */
public enum Implausibility {
    /** A coordinate, speed, heading or accuracy that can't be. */
    OUT_OF_RANGE,
    /** (0,0): what a device without a fix reports. */
    NULL_ISLAND,
    /** Recorded later than now, by more than clocks differ. */
    IN_THE_FUTURE,
    /** Too old to tell where the driver is. */
    TOO_OLD,
    /** Could be anywhere in the neighbourhood. */
    INACCURATE,
    /** Not recorded after the driver's previous point. */
    NOT_NEWER,
    /** No car gets there from the previous point in that time. */
    TOO_FAST
}
