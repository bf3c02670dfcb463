package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.domain.Actor;
import dev.ridewire.booking.domain.Party;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.security.Role;

/** What a person is to rides. */
final class Actors {
    private Actors() {}

    /** Tokens carry one role; of several, the one that sees most. */
    static Actor of(Person person) {
        Party party = person.is(Role.DISPATCHER)
                ? Party.DISPATCHER
                : person.is(Role.DRIVER) ? Party.DRIVER : Party.RIDER;
        return new Actor(party, person.id());
    }
}
