package dev.ridewire.messaging.inbox;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * An effect that ran into its time-out, so that its transaction was rolled back. It may be quick enough with fewer
 * events, or later.
 */
final class OverdueEffect extends TimeoutException {
    private static final long serialVersionUID = 1L;

    OverdueEffect(String consumer, Duration bound) {
        super("an effect of %s took longer than %s".formatted(consumer, bound));
    }
}
