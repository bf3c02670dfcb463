package dev.ridewire.testing.architecture.broken.application;

import dev.ridewire.testing.architecture.broken.application.ride.NeighbourOfAUseCase;

/** A forbidden use case: it knows a room that knows it. */
public record UseCaseOfANeighbour(NeighbourOfAUseCase neighbour) {}
