package dev.ridewire.tracking.domain.life;

/** A kind of aggregate whose events tell of a ride; each counts its own versions. */
public enum Aggregate {
    RIDE, MATCH, DRIVER, TRIP
}
