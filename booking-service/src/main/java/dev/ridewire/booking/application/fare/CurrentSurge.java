package dev.ridewire.booking.application.fare;

import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.fare.Surge;
import java.time.Instant;

/** The current scarcity of cars. It answers at once with what it knows: a quote waits for nobody. */
@FunctionalInterface
public interface CurrentSurge {
    Surge in(City city, Instant now);
}
