package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;
import java.util.List;
import java.util.Objects;

/**
 * A ride that has a driver who has not picked the rider up.
 *
 * @param present the driver, with the pickup ETA as of now
 * @param others  drivers who could take over, free ones and those of other promises
 * @param swaps   how often the ride has changed its driver
 */
public record Promise(Match match, Candidate present, List<Candidate> others, int swaps) {
    public Promise {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(present, "present");
        others = List.copyOf(others);
        if (swaps < 0) {
            throw new IllegalArgumentException("swaps: %d (expected: 0 or more)".formatted(swaps));
        }
    }
}
