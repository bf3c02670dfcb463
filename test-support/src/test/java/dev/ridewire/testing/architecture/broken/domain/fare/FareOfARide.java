package dev.ridewire.testing.architecture.broken.domain.fare;

import dev.ridewire.testing.architecture.broken.domain.ride.RideWithAFare;

/** A forbidden fare: its room and the room of rides know each other. */
public record FareOfARide(RideWithAFare ride) {}
