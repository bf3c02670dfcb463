package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.events.TraceContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of one ride.
 *
 * @param before the ride as it was when the step was decided; the change is stored only if it still is
 * @param fact   the fact to publish with it; null if nothing public changed
 * @param cause  the span that caused it
 */
public record RideChange(Ride before, Ride after, @Nullable RideFact fact, TraceContext cause) {
    public RideChange {
        Objects.requireNonNull(cause, "cause");
        if (!before.id().equals(after.id())) {
            throw new IllegalArgumentException("after: ride %s (expected: %s)".formatted(after.id(), before.id()));
        }
        long expected = fact == null ? before.version() : before.version() + 1;
        if (after.version() != expected) {
            throw new IllegalArgumentException("version: %d (expected: %d)".formatted(after.version(), expected));
        }
    }
}
