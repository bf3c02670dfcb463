package dev.ridewire.service.batch;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of all waits in batches.
 *
 * @param commands  the most commands that wait for a statement; further ones fail at once
 * @param patience  the longest wait of a command for its statement
 * @param statement the longest time of a statement, with the wait for its connection; longer than the server lets it
 *         run, so that nothing of it is under way afterwards
 */
public record BatchWaits(int commands, Duration patience, Duration statement) {
    public BatchWaits {
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(statement, "statement");
        if (commands < 1 || !patience.isPositive() || !statement.isPositive()) {
            throw new IllegalArgumentException("%d commands, %s, %s (expected: each more than 0)"
                    .formatted(commands, patience, statement));
        }
    }
}
