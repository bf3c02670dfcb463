package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.testing.TestParts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class InboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = EventStreams.RIDES.topic();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final Recorder recorder = new Recorder();
    private static TestService service;
    private static Producer<String, byte[]> producer;
    private static TopicReader deadLetters;

    @BeforeAll
    static void start() {
        var kafka = TestParts.kafka().bootstrapServers();
        service = TestService.start(TestParts.postgres().freshDatabase("dispatch"), kafka,
                context -> context.registerBean(EventConsumer.class, () -> recorder),
                "ridewire.messaging.inbox.transaction=3s");
        recorder.service = service;
        producer = new KafkaClients(Map.of("bootstrap.servers", kafka)).durableProducer("test");
        deadLetters = new TopicReader(kafka, EventStreams.RIDES.deadLetterTopic());
    }

    @AfterAll
    static void stop() {
        deadLetters.close();
        producer.close(Duration.ofSeconds(1));
        service.close();
    }

    @Test
    void anEventIsAppliedOnceHoweverOftenItArrives() {
        var event = ride(id(), 1);
        send(event, event);
        send(event);
        var later = ride(event.envelope().aggregateId(), 2);
        send(later);

        await().atMost(PATIENCE).until(() -> recorder.versions(event).contains(2L));
        assertThat(recorder.versions(event)).containsOnlyOnce(2L).size().isLessThanOrEqualTo(2);
        assertThat(stored(event)).isEqualTo(2);
    }

    @Test
    void ofAPollOnlyTheNewestOfAnAggregateIsApplied() {
        var rideId = id();
        recorder.hold();
        var blocker = ride(rideId, 1);
        send(blocker);
        recorder.awaitHeld();
        IntStream.rangeClosed(2, 40).forEach(version -> send(ride(rideId, version)));
        recorder.release();

        await().atMost(PATIENCE).until(() -> recorder.versions(blocker).contains(40L));
        // The client may have fetched a few before the others were sent; those make a poll of their own.
        assertThat(recorder.versions(blocker)).isSorted().endsWith(40L).hasSizeLessThan(10);
    }

    @Test
    void anOlderVersionThatArrivesLateIsDropped() {
        var newest = ride(id(), 5);
        var after = ride(id(), 1);
        send(newest);
        await().atMost(PATIENCE).until(() -> recorder.versions(newest).contains(5L));

        send(ride(newest.envelope().aggregateId(), 4), ride(newest.envelope().aggregateId(), 3));
        send(after);

        await().atMost(PATIENCE).until(() -> recorder.versions(after).contains(1L));
        send(ride(newest.envelope().aggregateId(), 6));
        await().atMost(PATIENCE).until(() -> recorder.versions(newest).contains(6L));
        assertThat(recorder.versions(newest)).containsExactly(5L, 6L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 19})
    void aPoisonEventBecomesADeadLetterAloneAndTheOthersAreApplied(int place) {
        var events = new ArrayList<OutboxEntry>();
        IntStream.range(0, 20).forEach(i -> events.add(ride(id(), 1)));
        var poison = events.get(place);
        recorder.poisoned.add(poison.envelope().id());

        recorder.hold();
        var before = ride(id(), 1);
        send(before);
        recorder.awaitHeld();
        events.forEach(InboxTest::send);
        recorder.release();

        var letter = await().atMost(PATIENCE)
                .until(() -> deadLetters.of(poison.envelope().aggregateId()), found -> !found.isEmpty()).getFirst();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).filteredOn(event -> event != poison)
                .allSatisfy(event -> assertThat(stored(event)).isEqualTo(1)));
        assertThat(stored(poison)).isZero();
        assertThat(seen(poison)).as("a redriven event must not be taken for a duplicate").isZero();
        assertThat(EventRecords.envelopeOf(letter)).isEqualTo(poison.envelope());
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_reason")).isEqualTo("failed");
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_exception")).contains("poison");
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_consumer")).isEqualTo(recorder.name());
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_topic")).isEqualTo(TOPIC);
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_offset")).isNotNull();
    }

    @Test
    void bytesThatAreNoEventBecomeADeadLetterAtOnceAndTheirKeyGoesOn() {
        var after = ride(id(), 1);
        producer.send(new ProducerRecord<>(TOPIC, after.envelope().aggregateId(), new byte[]{1, 2, 3}));
        send(after);

        await().atMost(PATIENCE).until(() -> stored(after) == 1);
        var letter = await().atMost(PATIENCE)
                .until(() -> deadLetters.of(after.envelope().aggregateId()), found -> !found.isEmpty()).getFirst();
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_reason")).isEqualTo("undecodable");
    }

    @Test
    void aFailingDatabaseIsWaitedForAndNothingBecomesADeadLetter() {
        var event = ride(id(), 1);
        recorder.unavailable.put(event.envelope().id(), 4);
        send(event);

        await().atMost(PATIENCE).until(() -> stored(event) == 1);
        assertThat(deadLetters.of(event.envelope().aggregateId())).isEmpty();
        assertThat(recorder.unavailable).doesNotContainKey(event.envelope().id());
    }

    @Test
    void aPollSlowerThanItsBoundIsNotCutInHalfAndComesAgain() {
        var event = ride(id(), 1);
        var end = Sinks.<Void>empty();
        recorder.slow.put(event.envelope().id(), end.asMono());
        double before = service.count("ridewire.inbox.postponed");
        send(event);
        await().atMost(PATIENCE).until(() -> service.count("ridewire.inbox.postponed") > before);
        end.tryEmitEmpty();

        var next = ride(id(), 1);
        send(next);
        await().atMost(PATIENCE).until(() -> stored(next) == 1);
        assertThat(stored(event)).isEqualTo(1);
        assertThat(recorder.versions(event)).containsExactly(1L);
        assertThat(deadLetters.of(event.envelope().aggregateId())).isEmpty();
    }

    @Test
    void theConsumptionContinuesTheTraceOfTheSend() {
        var entry = ride(id(), 1);
        producer.send(EventRecords.toRecord(entry, new TraceContext("00-" + TRACE + "-b7ad6b7169203331-01", null)));

        await().atMost(PATIENCE).until(() -> recorder.versions(entry).contains(1L));
        var span = await().atMost(PATIENCE).until(() -> service.spans.getFinishedSpanItems().stream()
                .filter(s -> s.getTraceId().equals(TRACE)).toList(), found -> !found.isEmpty()).getFirst();
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("ride.id")))
                .isEqualTo(entry.envelope().aggregateId());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("event.id")))
                .isEqualTo(entry.envelope().id().toString());
        assertThat(recorder.traces.get(entry.envelope().id()).traceparent())
                .isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    private static void send(OutboxEntry... entries) {
        for (var entry : entries) {
            producer.send(EventRecords.toRecord(entry, entry.cause()));
        }
        producer.flush();
    }

    private static long stored(OutboxEntry entry) {
        return service.number("select coalesce(max(version), 0) from inbox_version where aggregate_id = '%s'"
                .formatted(entry.envelope().aggregateId()));
    }

    private static long seen(OutboxEntry entry) {
        return service.number("select count(*) from inbox where event_id = '%s'".formatted(entry.envelope().id()));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    /** Remembers what it was given, and fails when told to. */
    private static final class Recorder implements EventConsumer<RideEvent> {
        private final String name = "dispatch.rides-" + UUID.randomUUID();
        private final List<ReceivedEvent<RideEvent>> applied = Collections.synchronizedList(new ArrayList<>());
        private final Map<UUID, TraceContext> traces = new ConcurrentHashMap<>();
        private final Set<UUID> poisoned = ConcurrentHashMap.newKeySet();
        private final Map<UUID, Integer> unavailable = new ConcurrentHashMap<>();
        private final Map<UUID, Mono<Void>> slow = new ConcurrentHashMap<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch held = new CountDownLatch(0);
        private volatile TestService service;

        @Override
        public String name() {
            return name;
        }

        @Override
        public EventStream<RideEvent> stream() {
            return EventStreams.RIDES;
        }

        @Override
        public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
            held.countDown();
            await().atMost(PATIENCE).until(() -> gate.getCount() == 0);
            for (var event : events) {
                if (poisoned.contains(event.id())) {
                    return Mono.error(new IllegalStateException("poison"));
                }
                var late = slow.remove(event.id());
                if (late != null) {
                    return late.then(Mono.fromRunnable(() -> applied.addAll(events)));
                }
                var left = unavailable.computeIfPresent(event.id(), (id, times) -> times > 1 ? times - 1 : null);
                if (left != null) {
                    return service.database()
                            .sql("do $$ begin raise exception 'going down' using errcode = '57P01'; end $$").then();
                }
            }
            applied.addAll(events);
            events.forEach(event -> traces.put(event.id(), event.trace()));
            return Mono.empty();
        }

        List<Long> versions(OutboxEntry entry) {
            synchronized (applied) {
                return applied.stream().filter(event -> event.aggregateId().equals(entry.envelope().aggregateId()))
                        .map(ReceivedEvent::version).toList();
            }
        }

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
    }
}
