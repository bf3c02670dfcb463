package dev.ridewire.booking.application.fare;

import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.fare.Surge;
import java.time.Instant;

/** The current scarcity of cars. It answers at once from memory, because a quote must not wait. */
@FunctionalInterface
public interface CurrentSurge {
    Surge in(City city, Instant now);
}
