package dev.ridewire.tracking.domain.board;

import dev.ridewire.tracking.domain.life.Lane;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wait that a ride is in at present.
 *
 * @param what  the words after "waiting for"
 * @param until the time at which the wait should end; null if nobody knows
 */
public record Pending(Lane waitsFor, String what, Instant since, @Nullable Instant until) {
    public Pending {
        Objects.requireNonNull(waitsFor, "waitsFor");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(since, "since");
    }
}
