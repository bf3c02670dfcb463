package dev.ridewire.systemtests.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One consumer behind an unreliable bus and an inbox that promises what common-messaging promises: each event id once,
 * per aggregate only what is newer, of one poll only the newest.
 *
 * @param <M> the stream's message
 */
final class Subscription<M extends Message> {
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final EventConsumer<M> consumer;
    private final Guards guards;
    private final List<EventEnvelope> waiting = new ArrayList<>();
    private final List<EventEnvelope> delivered = new ArrayList<>();
    private final Set<UUID> inbox = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();

    Subscription(EventConsumer<M> consumer, Guards guards) {
        this.consumer = consumer;
        this.guards = guards;
    }

    /** Takes what is of this stream into the bus. */
    void offer(OutboxEntry entry) {
        if (entry.topic().equals(consumer.stream().topic())) {
            waiting.add(entry.envelope());
        }
    }

    boolean isDrained() {
        return waiting.isEmpty();
    }

    /** Hands on some of what waits, in any order, some of it twice, and now and then something from long ago. */
    void deliverSome(RandomGenerator random) {
        int size = waiting.isEmpty() ? 0 : 1 + random.nextInt(Math.min(5, waiting.size()));
        List<EventEnvelope> poll = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            EventEnvelope event = waiting.get(random.nextInt(waiting.size()));
            poll.add(event);
            boolean comesAgain = random.nextInt(4) == 0;
            if (!comesAgain) {
                waiting.remove(event);
            }
            if (waiting.isEmpty()) {
                break;
            }
        }
        if (!delivered.isEmpty() && random.nextInt(3) == 0) {
            poll.add(delivered.get(random.nextInt(delivered.size())));
        }
        poll(poll);
    }

    private void poll(List<EventEnvelope> poll) {
        delivered.addAll(poll);
        Map<String, EventEnvelope> newest = new HashMap<>();
        List<EventEnvelope> survivors = new ArrayList<>();
        for (EventEnvelope event : poll) {
            if (!inbox.add(event.id())) {
                continue;
            }
            if (guards.gatesByVersion()) {
                newest.merge(event.aggregateId(), event, (a, b) -> a.version() >= b.version() ? a : b);
            } else {
                // Without the gate a consumer takes events one by one, as they come.
                apply(List.of(event));
            }
        }
        for (EventEnvelope event : newest.values()) {
            @Nullable
            Long known = versions.get(event.aggregateId());
            if (known == null || known < event.version()) {
                versions.put(event.aggregateId(), event.version());
                survivors.add(event);
            }
        }
        survivors.sort(Comparator.comparing(EventEnvelope::aggregateId));
        apply(survivors);
    }

    private void apply(List<EventEnvelope> events) {
        if (!events.isEmpty()) {
            consumer.apply(events.stream().map(this::received).toList()).block(BOUND);
        }
    }

    private ReceivedEvent<M> received(EventEnvelope event) {
        try {
            M message = Objects.requireNonNull(consumer.stream().parse(event.payload()));
            return new ReceivedEvent<>(event.id(), event.type(), event.aggregateId(), event.version(),
                    event.occurredAt(), message, TraceContext.NONE);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a service wrote what its readers can't parse: " + event, e);
        }
    }
}
