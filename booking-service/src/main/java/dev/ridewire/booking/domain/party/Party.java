package dev.ridewire.booking.domain.party;

/** The role that someone has in a ride. */
public enum Party {
    RIDER, DRIVER, DISPATCHER
}
