package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.security.Role;
import java.util.stream.Collectors;

/** The roles that a person may have in rides. */
public final class Actors {
    private Actors() {}

    /** Someone may drive by day and ride by night: each ride decides which of their roles counts. */
    public static Actor of(Person person) {
        return new Actor(person.roles().stream().map(Actors::partyOf).collect(Collectors.toSet()), person.id());
    }

    private static Party partyOf(Role role) {
        return switch (role) {
            case RIDER -> Party.RIDER;
            case DRIVER -> Party.DRIVER;
            case DISPATCHER -> Party.DISPATCHER;
        };
    }
}
