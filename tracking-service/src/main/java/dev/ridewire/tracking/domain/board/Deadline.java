package dev.ridewire.tracking.domain.board;

import java.time.Instant;
import java.util.Objects;

/** A time from which a ride is stuck, unless it moves on before. */
public record Deadline(StuckRule rule, Instant at) {
    public Deadline {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(at, "at");
    }
}
