package dev.ridewire.booking.domain;

/** What someone is to a ride. */
public enum Party {
    RIDER, DRIVER, DISPATCHER
}
