package dev.ridewire.tracking.domain.life;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A wait on the way from one event to the next that it caused.
 *
 * @param waitsFor the party that held the ride up
 * @param what     the words after "waiting for"
 */
public record Leg(UUID from, UUID to, Instant since, Instant until, Lane waitsFor, String what) {
    public Duration length() {
        return Duration.between(since, until);
    }
}
