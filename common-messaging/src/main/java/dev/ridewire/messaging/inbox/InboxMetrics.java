package dev.ridewire.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code ridewire.inbox.events} by consumer and outcome. */
final class InboxMetrics {
    private final Counter applied;
    private final Counter duplicates;
    private final Counter stale;
    private final Counter deadLetters;
    private final Counter postponed;

    InboxMetrics(MeterRegistry registry, String consumer) {
        applied = counter(registry, consumer, "applied");
        duplicates = counter(registry, consumer, "duplicate");
        stale = counter(registry, consumer, "stale");
        deadLetters = counter(registry, consumer, "dead-letter");
        postponed = registry.counter("ridewire.inbox.postponed", "consumer", consumer);
    }

    void applied() {
        applied.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void stale() {
        stale.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }

    /** A poll that must wait for the database or Kafka. */
    void postponed() {
        postponed.increment();
    }

    private static Counter counter(MeterRegistry registry, String consumer, String outcome) {
        return registry.counter("ridewire.inbox.events", "consumer", consumer, "outcome", outcome);
    }
}
