package dev.ridewire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Remembers what it was given, and fails when told to: an effect of which a test knows all. */
final class RecordingConsumer implements EventConsumer<RideEvent> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Events that always fail. */
    final Set<UUID> poisoned = ConcurrentHashMap.newKeySet();
    /** Events whose effect throws what no effect should. */
    final Set<UUID> erroneous = ConcurrentHashMap.newKeySet();
    /** Events whose effect has no end. */
    final Set<UUID> endless = ConcurrentHashMap.newKeySet();
    /** Parts of a poll on which the database goes down. */
    volatile Predicate<List<ReceivedEvent<RideEvent>>> away = events -> false;
    /** Events on which the database goes down, once less often than this. */
    final Map<UUID, Integer> unavailable = new ConcurrentHashMap<>();
    /** Events whose effect ends when this does. */
    final Map<UUID, Mono<Void>> slow = new ConcurrentHashMap<>();
    /** Parts of a poll that the server finds too slow. */
    volatile Predicate<List<ReceivedEvent<RideEvent>>> tooMuch = events -> false;
    /** The events of each call. */
    final List<List<UUID>> calls = new CopyOnWriteArrayList<>();

    private final String name;
    private final boolean takesEveryVersion;
    private final List<ReceivedEvent<RideEvent>> applied = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile @Nullable DatabaseClient database;

    RecordingConsumer() {
        this("dispatch.rides-" + UUID.randomUUID());
    }

    RecordingConsumer(String name) {
        this(name, false);
    }

    private RecordingConsumer(String name, boolean takesEveryVersion) {
        this.name = name;
        this.takesEveryVersion = takesEveryVersion;
    }

    static RecordingConsumer takingEveryVersion() {
        return new RecordingConsumer("tracking.life-" + UUID.randomUUID(), true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EventStream<RideEvent> stream() {
        return EventStreams.RIDES;
    }

    @Override
    public boolean takesEveryVersion() {
        return takesEveryVersion;
    }

    @Override
    public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
        calls.add(events.stream().map(ReceivedEvent::id).toList());
        held.countDown();
        passGate();
        if (tooMuch.test(events)) {
            return fail("57014");
        }
        if (away.test(events)) {
            return fail("57P01");
        }
        for (var event : events) {
            if (poisoned.contains(event.id())) {
                return Mono.error(new IllegalStateException("poison"));
            }
            if (erroneous.contains(event.id())) {
                throw new NoClassDefFoundError("gone");
            }
            if (endless.contains(event.id())) {
                return Mono.never();
            }
            var late = slow.remove(event.id());
            if (late != null) {
                return late.then(Mono.fromRunnable(() -> applied.addAll(events)));
            }
            var left = unavailable.computeIfPresent(event.id(), (id, times) -> times > 1 ? times - 1 : null);
            if (left != null) {
                return fail("57P01");
            }
        }
        applied.addAll(events);
        return Mono.empty();
    }

    void use(DatabaseClient client) {
        database = client;
    }

    /** Returns the versions of the entry's aggregate, in the order of their application. */
    List<Long> versions(OutboxEntry entry) {
        return received(entry).stream().map(ReceivedEvent::version).toList();
    }

    List<ReceivedEvent<RideEvent>> received(OutboxEntry entry) {
        synchronized (applied) {
            return applied.stream()
                    .filter(event -> event.aggregateId().equals(entry.envelope().aggregateId())).toList();
        }
    }

    /** Lets the next poll wait inside its transaction. */
    void hold() {
        held = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    void awaitHeld() {
        await().atMost(PATIENCE).until(() -> held.getCount() == 0);
    }

    void release() {
        gate.countDown();
    }

    private void passGate() {
        try {
            assertThat(gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Mono<Void> fail(String state) {
        return Objects.requireNonNull(database)
                .sql("do $$ begin raise exception 'as the test wants it' using errcode = '%s'; end $$".formatted(state))
                .then();
    }
}
