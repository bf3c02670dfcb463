package dev.ridewire.testing.architecture.broken.application.ride;

import dev.ridewire.testing.architecture.broken.application.UseCaseOfANeighbour;

/** A forbidden neighbour: it reaches back into the package of its layer. */
public record NeighbourOfAUseCase(UseCaseOfANeighbour useCase) {}
