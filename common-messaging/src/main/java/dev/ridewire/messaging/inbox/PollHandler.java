package dev.ridewire.messaging.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ridewire.messaging.deadletter.LetterHeaders;
import dev.ridewire.messaging.kafka.EventRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Handles a poll in one transaction. If the events are at fault, halves of the poll are handled instead, down to the
 * one that fails alone; after its retries that one becomes a dead letter. If the database or Kafka is at fault, the
 * poll is handed back from the first record on that is not settled.
 */
final class PollHandler<M extends Message> implements BatchMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(PollHandler.class);

    private final EventConsumer<M> consumer;
    private final Arrivals<M> arrivals;
    private final PollTransaction<M> transaction;
    private final DeadLetters deadLetters;
    private final InboxProperties properties;
    private final InboxMetrics metrics;
    private final Patience patience;

    PollHandler(EventConsumer<M> consumer, Arrivals<M> arrivals, PollTransaction<M> transaction,
            DeadLetters deadLetters, InboxProperties properties, InboxMetrics metrics) {
        this.consumer = consumer;
        this.arrivals = arrivals;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.metrics = metrics;
        this.patience = new Patience(properties.patience());
    }

    /** @throws BatchListenerFailedException to say how many records, from the first on, are settled */
    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        var poll = new Poll(records.stream().anyMatch(patience::isOver));
        long start = System.nanoTime();
        try {
            poll.run(records);
            patience.settled(records);
        } catch (RuntimeException | Error e) {
            // An error must not end this listener either: it would never apply an event again.
            poll.abandon(e);
            handBack(records, poll.settled, e);
        } finally {
            metrics.poll(records.size(), System.nanoTime() - start);
        }
    }

    private void handBack(List<ConsumerRecord<String, byte[]>> records, int settled, Throwable reason) {
        patience.waitsAt(records.get(settled));
        if (reason instanceof BudgetSpent) {
            metrics.budgetSpent();
        } else {
            metrics.postponed();
        }
        log.atWarn().addKeyValue("consumer", consumer.name()).addKeyValue("settled", settled)
                .addKeyValue("of", records.size()).addKeyValue("reason", reason).addKeyValue("cause", reason.getCause())
                .log("poll interrupted: its remaining records are retried after a pause");
        throw new BatchListenerFailedException("a poll of " + consumer.name() + " is postponed", reason, settled);
    }

    /** One poll while it is handled, strictly in the order of its records. */
    private final class Poll {
        private final long start = System.nanoTime();
        /** True if an event of this poll has held up its partition for too long. Then each is handled alone. */
        private final boolean impatient;
        /** The successive events that were read and are not settled yet. */
        private final List<Arrival<M>> readable = new ArrayList<>();
        private int settled;
        private long firstFailure;

        Poll(boolean impatient) {
            this.impatient = impatient;
        }

        void run(List<ConsumerRecord<String, byte[]>> records) {
            for (var record : records) {
                try {
                    readable.add(arrivals.read(record));
                } catch (InvalidProtocolBufferException | RuntimeException e) {
                    handleReadable();
                    refuse(record, e);
                }
            }
            handleReadable();
        }

        /** Marks the spans of events that are not settled as failed. It has no effect on spans that have ended. */
        void abandon(Throwable reason) {
            readable.forEach(arrival -> arrival.failed(reason));
        }

        private void handleReadable() {
            if (impatient) {
                readable.forEach(arrival -> handle(List.of(arrival)));
            } else if (!readable.isEmpty()) {
                handle(List.copyOf(readable));
            }
            readable.clear();
        }

        private void handle(List<Arrival<M>> part) {
            checkBudget();
            try {
                settle(part);
            } catch (RuntimeException e) {
                noteFailure();
                if (part.size() == 1) {
                    blame(part.getFirst(), e);
                    return;
                }
                if (!Failures.isTooSlow(e)) {
                    rethrowIfTransient(e);
                }
                metrics.bisected();
                int middle = part.size() / 2;
                handle(part.subList(0, middle));
                handle(part.subList(middle, part.size()));
            }
        }

        private void blame(Arrival<M> arrival, RuntimeException first) {
            if (patience.isOver(arrival.record()) && passesByItself(first) && transaction.databaseTakesWrites()) {
                losePatience(arrival);
                return;
            }
            rethrowIfTransient(first);
            var last = first;
            for (int attempt = 2; attempt <= properties.attempts(); attempt++) {
                pauseBefore(attempt);
                metrics.retried();
                try {
                    settle(List.of(arrival));
                    return;
                } catch (RuntimeException e) {
                    rethrowIfTransient(e);
                    last = e;
                }
            }
            setAside(arrival.record(), LetterHeaders.FAILED, last);
            arrival.failed(last);
        }

        /**
         * Tries an event one last time, now that the database is known to answer: it may have come back only after the
         * failure.
         */
        private void losePatience(Arrival<M> arrival) {
            try {
                settle(List.of(arrival));
            } catch (RuntimeException e) {
                if (!passesByItself(e) || !transaction.databaseTakesWrites()) {
                    throw e;
                }
                setAside(arrival.record(), LetterHeaders.STUCK, e);
                arrival.failed(e);
            }
        }

        private void settle(List<Arrival<M>> part) {
            report(part, transaction.run(part.stream().map(Arrival::event).toList()));
            settled += part.size();
        }

        private void refuse(ConsumerRecord<String, byte[]> record, Exception cause) {
            var redrivenFor = EventRecords.text(record.headers(), LetterHeaders.REDRIVEN_FOR);
            if (redrivenFor == null || redrivenFor.equals(consumer.name())) {
                setAside(record, LetterHeaders.UNDECODABLE, cause);
            } else {
                // The record has no readable id to recognise it by, but this consumer has made a letter for the
                // original.
                metrics.duplicate();
                settled++;
            }
        }

        private void setAside(ConsumerRecord<String, byte[]> record, String reason, Exception cause) {
            deadLetters.add(record, consumer.name(), reason, cause);
            settled++;
            metrics.deadLetter();
            log.atError().addKeyValue("consumer", consumer.name()).addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition()).addKeyValue("offset", record.offset())
                    .addKeyValue("key", record.key()).addKeyValue("reason", reason).setCause(cause)
                    .log("event dead-lettered");
        }

        /**
         * Ends a poll that has spent its budget, but only after it has settled an event: otherwise the poll would start
         * again at the same record.
         */
        private void checkBudget() {
            if (settled > 0 && System.nanoTime() - start > properties.budget().toNanos()) {
                throw new BudgetSpent(properties.budget());
            }
        }

        private void noteFailure() {
            if (firstFailure == 0) {
                firstFailure = System.nanoTime();
            }
        }

        private void pauseBefore(int attempt) {
            var elapsed = Duration.ofNanos(System.nanoTime() - firstFailure);
            var pause = properties.dueAfter(attempt).minus(elapsed);
            try {
                if (pause.isPositive()) {
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransientFailure("interrupted between attempts", e);
            }
        }
    }

    private void report(List<Arrival<M>> part, Map<UUID, Boolean> admitted) {
        var seen = new HashSet<UUID>();
        for (var arrival : part) {
            var applied = admitted.get(arrival.event().id());
            if (applied == null || !seen.add(arrival.event().id())) {
                metrics.duplicate();
                arrival.settled("duplicate");
            } else if (applied) {
                metrics.applied();
                arrival.settled("applied");
            } else {
                metrics.stale();
                arrival.settled("stale");
            }
        }
    }

    private void rethrowIfTransient(RuntimeException e) {
        if (e instanceof TransientFailure failure) {
            throw failure;
        }
        if (interrupted() || Failures.isTransient(e)) {
            throw new TransientFailure("a poll of " + consumer.name() + " is postponed", e);
        }
    }

    private static boolean passesByItself(RuntimeException e) {
        return !interrupted() && Failures.isTransient(e);
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** The signal that a poll with failing events has used up its time budget. */
    private static final class BudgetSpent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetSpent(Duration budget) {
            super("worked on it for more than " + budget);
        }
    }
}
