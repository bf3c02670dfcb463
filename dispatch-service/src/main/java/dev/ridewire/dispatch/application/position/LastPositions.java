package dev.ridewire.dispatch.application.position;

import java.time.Instant;
import java.util.Optional;

/** The times of the newest positions of drivers. Implementations answer from memory. */
public interface LastPositions {
    /** Returns the time of a driver's newest position; empty if they are no candidate for want of a young one. */
    Optional<Instant> freshAt(String driverId, Instant now);
}
