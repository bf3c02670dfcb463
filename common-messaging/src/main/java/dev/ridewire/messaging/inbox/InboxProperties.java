package dev.ridewire.messaging.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the way from Kafka to the service.
 *
 * @param concurrency    listener threads of each consumer
 * @param transaction    how long a poll's transaction may take
 * @param effect         how long, of that, the consumer's effect may take before it is rolled back; the rest of the
 *                       time is for recording the poll, and for a running statement that delays the rollback. It must
 *                       also be shorter than the server's bound on idle transactions
 * @param attempts       tries of a failing event before it becomes a dead letter, 1 to 10
 * @param attemptBackoff the pause before the second try; it doubles with each further one. These tries happen within
 *                       one poll
 * @param maxBackoff     the longest pause between tries while the database or Kafka is away; these tries never end.
 *                       Each of them fetches the poll again. On a quiet topic the new position waits until the running
 *                       fetch ends, up to {@code fetch.max.wait.ms} (500 ms) more
 * @param budget         the time after which the listener stops work on a poll with failing events. It commits the
 *         settled events and fetches the rest again
 * @param patience       how long an event may keep failing in ways that pass by themselves, before it is blamed if the
 *         database answers
 * @param retention      how long the ids of seen events are kept: longer than topics keep events, and than people take
 *                       to redrive them
 */
public record InboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2") int concurrency,
        @DefaultValue("500") int maxPollRecords,
        @DefaultValue("20s") Duration transaction,
        @DefaultValue("8s") Duration effect,
        @DefaultValue("3") int attempts,
        @DefaultValue("100ms") Duration attemptBackoff,
        @DefaultValue("5s") Duration maxBackoff,
        @DefaultValue("1m") Duration budget,
        @DefaultValue("10m") Duration patience,
        @DefaultValue("45d") Duration retention) {
    private static final int MOST_ATTEMPTS = 10;

    public InboxProperties {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "ridewire.messaging.inbox.attempts: %d (expected: 1..%d)".formatted(attempts, MOST_ATTEMPTS));
        }
        if (effect.compareTo(transaction) >= 0) {
            throw new IllegalArgumentException(
                    "ridewire.messaging.inbox.effect: %s (expected: shorter than transaction, %s)"
                            .formatted(effect, transaction));
        }
    }

    /**
     * Returns when an attempt is due, counted from the first failure in the poll, so that events that fail together
     * share one wait.
     *
     * @param attempt from 2
     */
    Duration dueAfter(int attempt) {
        var due = Duration.ZERO;
        for (int before = 2; before <= attempt; before++) {
            var pause = attemptBackoff.multipliedBy(1L << (before - 2));
            due = due.plus(pause.compareTo(maxBackoff) < 0 ? pause : maxBackoff);
        }
        return due;
    }

    /**
     * Returns the value for Kafka's {@code max.poll.interval.ms}. The handler checks its budget between transactions,
     * and only after it has settled an event. So a poll may take the budget, or all bisections down to one event, and
     * then that event's attempts.
     */
    Duration longestPoll() {
        int halvings = Integer.SIZE - Integer.numberOfLeadingZeros(maxPollRecords);
        var wayDown = transaction.multipliedBy(halvings);
        return (wayDown.compareTo(budget) < 0 ? budget : wayDown)
                .plus(transaction.plus(maxBackoff).multipliedBy(attempts + 1L));
    }
}
