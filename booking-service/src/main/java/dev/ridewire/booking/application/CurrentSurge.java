package dev.ridewire.booking.application;

import dev.ridewire.booking.domain.City;
import dev.ridewire.booking.domain.Surge;
import java.time.Instant;

/** How scarce cars are. Answers at once with what it knows: a quote waits for nobody. */
@FunctionalInterface
public interface CurrentSurge {
    Surge in(City city, Instant now);
}
