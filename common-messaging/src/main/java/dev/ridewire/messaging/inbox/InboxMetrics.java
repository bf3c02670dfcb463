package dev.ridewire.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * The meter {@code ridewire.inbox.events} by consumer and outcome, and meters for the duration and the delays of polls.
 */
final class InboxMetrics {
    private final Counter applied;
    private final Counter duplicates;
    private final Counter stale;
    private final Counter deadLetters;
    private final Counter postponed;
    private final Counter budgetSpent;
    private final Counter bisections;
    private final Counter retries;
    private final Counter gaps;
    private final DistributionSummary pollSize;
    private final Timer pollTime;

    InboxMetrics(MeterRegistry registry, String consumer) {
        applied = outcome(registry, consumer, "applied");
        duplicates = outcome(registry, consumer, "duplicate");
        stale = outcome(registry, consumer, "stale");
        deadLetters = outcome(registry, consumer, "dead-letter");
        postponed = counter(registry, consumer, "postponed", "Polls handed back: the database or Kafka is away");
        budgetSpent = counter(registry, consumer, "budget.spent",
                "Polls handed back: too much work with failing events");
        bisections = counter(registry, consumer, "bisections", "Transactions cut in half because an event failed");
        retries = counter(registry, consumer, "retries", "Further attempts of an event that failed alone");
        gaps = counter(registry, consumer, "gaps", "Partitions whose records were dropped before they were read");
        pollSize = DistributionSummary.builder("ridewire.inbox.poll.records").tag("consumer", consumer)
                .description("Records of a poll").register(registry);
        pollTime = Timer.builder("ridewire.inbox.poll").tag("consumer", consumer)
                .description("From a poll's arrival to its last record's end, or to its being handed back")
                .publishPercentileHistogram().register(registry);
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

    void postponed() {
        postponed.increment();
    }

    void budgetSpent() {
        budgetSpent.increment();
    }

    void bisected() {
        bisections.increment();
    }

    void retried() {
        retries.increment();
    }

    void gap() {
        gaps.increment();
    }

    void poll(int records, long nanos) {
        pollSize.record(records);
        pollTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Counter outcome(MeterRegistry registry, String consumer, String outcome) {
        return Counter.builder("ridewire.inbox.events").tags("consumer", consumer, "outcome", outcome)
                .description("Events by what became of them").register(registry);
    }

    private static Counter counter(MeterRegistry registry, String consumer, String name, String description) {
        return Counter.builder("ridewire.inbox." + name).tag("consumer", consumer).description(description)
                .register(registry);
    }
}
