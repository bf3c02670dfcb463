package dev.ridewire.messaging.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ridewire.messaging.database.Detached;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Handles a poll in one transaction. If the events are at fault, halves of the poll are handled instead, down to the one that
 * fails alone; after its retries that one becomes a dead letter. If the database or Kafka is at fault the poll is handed back,
 * to be tried again: what was committed meanwhile is recognised as duplicate.
 */
final class PollHandler<M extends Message> implements BatchMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(PollHandler.class);

    private final EventConsumer<M> consumer;
    private final Arrivals<M> arrivals;
    private final Inbox inbox;
    private final TransactionalOperator transaction;
    private final DeadLetters deadLetters;
    private final InboxProperties properties;
    private final InboxMetrics metrics;

    PollHandler(EventConsumer<M> consumer, Arrivals<M> arrivals, Inbox inbox, TransactionalOperator transaction,
            DeadLetters deadLetters, InboxProperties properties, InboxMetrics metrics) {
        this.consumer = consumer;
        this.arrivals = arrivals;
        this.inbox = inbox;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        var readable = new ArrayList<Arrival<M>>(records.size());
        try {
            for (var record : records) {
                var arrival = read(record);
                if (arrival != null) {
                    readable.add(arrival);
                }
            }
            handle(List.copyOf(readable));
        } catch (TransientFailure e) {
            metrics.postponed();
            // Spans that were ended before take no notice.
            readable.forEach(arrival -> arrival.failed(e));
            throw e;
        }
    }

    private @Nullable Arrival<M> read(ConsumerRecord<String, byte[]> record) {
        try {
            return arrivals.read(record);
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            setAside(record, "undecodable", e);
            return null;
        }
    }

    private void handle(List<Arrival<M>> poll) {
        if (poll.isEmpty()) {
            return;
        }
        try {
            settle(poll, transact(poll));
        } catch (RuntimeException e) {
            rethrowIfTransient(e);
            if (poll.size() == 1) {
                retry(poll.getFirst(), e);
            } else {
                int middle = poll.size() / 2;
                handle(poll.subList(0, middle));
                handle(poll.subList(middle, poll.size()));
            }
        }
    }

    private void retry(Arrival<M> arrival, RuntimeException first) {
        var last = first;
        for (int attempt = 2; attempt <= properties.attempts(); attempt++) {
            pause();
            try {
                settle(List.of(arrival), transact(List.of(arrival)));
                return;
            } catch (RuntimeException e) {
                rethrowIfTransient(e);
                last = e;
            }
        }
        setAside(arrival.record(), "failed", last);
        arrival.failed(last);
    }

    /** Blocks this listener's thread, which is no event loop, so that the next poll can't overtake this one. */
    private Map<UUID, Boolean> transact(List<Arrival<M>> poll) {
        var events = poll.stream().map(Arrival::event).toList();
        var work = inbox.admit(consumer.name(), events)
                .flatMap(admitted -> apply(events, admitted).thenReturn(admitted))
                .as(transaction::transactional);
        // If it commits after all, what it did is recognised as duplicate when the poll comes again.
        var outcome = Detached.await(work, properties.transaction());
        if (outcome == null) {
            throw new IllegalStateException("a poll's transaction of " + consumer.name() + " ended without a result");
        }
        return outcome;
    }

    private Mono<Void> apply(List<ReceivedEvent<M>> events, Map<UUID, Boolean> admitted) {
        var first = new HashSet<UUID>();
        var newest = events.stream()
                .filter(event -> admitted.getOrDefault(event.id(), false) && first.add(event.id()))
                .toList();
        return newest.isEmpty() ? Mono.empty() : Mono.defer(() -> consumer.apply(newest));
    }

    private void settle(List<Arrival<M>> poll, Map<UUID, Boolean> admitted) {
        var seen = new HashSet<UUID>();
        for (var arrival : poll) {
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

    private void setAside(ConsumerRecord<String, byte[]> record, String reason, Exception cause) {
        deadLetters.add(record, consumer.name(), reason, cause);
        metrics.deadLetter();
        log.atError().addKeyValue("consumer", consumer.name()).addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition()).addKeyValue("offset", record.offset())
                .addKeyValue("key", record.key()).addKeyValue("reason", reason).setCause(cause)
                .log("an event became a dead letter");
    }

    private void rethrowIfTransient(RuntimeException e) {
        if (e instanceof TransientFailure failure) {
            throw failure;
        }
        if (Thread.currentThread().isInterrupted() || Failures.isTransient(e)) {
            throw new TransientFailure("a poll of " + consumer.name() + " must wait", e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(properties.attemptBackoff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted between attempts", e);
        }
    }
}
