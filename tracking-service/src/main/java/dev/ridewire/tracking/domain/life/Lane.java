package dev.ridewire.tracking.domain.life;

/** A party that acts in a ride's life, or that the ride waits for. */
public enum Lane {
    RIDER, BOOKING, DISPATCH, DRIVER, TRACKING
}
