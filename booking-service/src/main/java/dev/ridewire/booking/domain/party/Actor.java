package dev.ridewire.booking.domain.party;

import java.util.Objects;
import java.util.Set;

/**
 * Someone who acts on a ride or looks at it. Each ride says which of the parties they are to it.
 *
 * @param mayBe what they may be to a ride, one or more
 * @param id    the subject in the identity provider
 */
public record Actor(Set<Party> mayBe, String id) {
    public Actor {
        mayBe = Set.copyOf(mayBe);
        Objects.requireNonNull(id, "id");
        if (mayBe.isEmpty()) {
            throw new IllegalArgumentException("mayBe: none (expected: one or more)");
        }
    }

    public static Actor rider(RiderId rider) {
        return new Actor(Set.of(Party.RIDER), rider.value());
    }

    public static Actor driver(DriverId driver) {
        return new Actor(Set.of(Party.DRIVER), driver.value());
    }

    public static Actor dispatcher(String id) {
        return new Actor(Set.of(Party.DISPATCHER), id);
    }

    public boolean mayBe(Party party) {
        return mayBe.contains(party);
    }
}
