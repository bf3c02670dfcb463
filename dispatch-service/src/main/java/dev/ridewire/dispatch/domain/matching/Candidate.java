package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.Objects;

/**
 * A driver who could take a ride.
 *
 * @param pickupEta how long to the pickup
 */
public record Candidate(String driverId, Duration pickupEta) {
    public Candidate {
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(pickupEta, "pickupEta");
    }
}
