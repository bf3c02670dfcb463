package dev.ridewire.booking.domain;

import java.util.Objects;

/**
 * Someone who acts on a ride or looks at it.
 *
 * @param id the subject in the identity provider
 */
public record Actor(Party party, String id) {
    public Actor {
        Objects.requireNonNull(party, "party");
        Objects.requireNonNull(id, "id");
    }

    public static Actor rider(RiderId rider) {
        return new Actor(Party.RIDER, rider.value());
    }

    public static Actor driver(DriverId driver) {
        return new Actor(Party.DRIVER, driver.value());
    }

    public static Actor dispatcher(String id) {
        return new Actor(Party.DISPATCHER, id);
    }
}
