package dev.ridewire.testing.architecture.broken.domain.ride;

import dev.ridewire.testing.architecture.broken.domain.fare.FareOfARide;

/** A forbidden ride: its room and the room of fares know each other. */
public record RideWithAFare(FareOfARide fare) {}
