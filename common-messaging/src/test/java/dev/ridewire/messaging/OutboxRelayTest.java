package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxSql;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OutboxRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final TraceContext CAUSE = new TraceContext("00-" + TRACE + "-00f067aa0ba902b7-01", "vendor=1");

    private static ServiceDatabase database;
    private static TestService service;
    private static TopicReader rides;

    @BeforeAll
    static void start() {
        database = TestParts.postgres().freshDatabase("booking");
        service = TestService.start(database, TestParts.kafka().bootstrapServers());
        rides = new TopicReader(TestParts.kafka().bootstrapServers(), EventStreams.RIDES.topic());
    }

    @AfterAll
    static void stop() {
        rides.close();
        service.close();
    }

    @Test
    void aRowBecomesARecordOfTheSameEvent() {
        var entry = ride(id(), 3, CAUSE);
        service.record(entry);

        var record = await().atMost(PATIENCE)
                .until(() -> rides.of(entry.envelope().aggregateId()), found -> !found.isEmpty())
                .getFirst();

        assertThat(EventRecords.envelopeOf(record)).isEqualTo(entry.envelope());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_sequence")).isEqualTo("3");
        assertThat(header(record, "ce_type")).isEqualTo("ridewire.booking.ride.v1.RideRequested");
        assertThat(header(record, "content-type")).isEqualTo("application/protobuf");
    }

    @Test
    void theSendContinuesTheTraceOfItsCause() {
        var entry = ride(id(), 1, CAUSE);
        service.record(entry);

        var record = await().atMost(PATIENCE)
                .until(() -> rides.of(entry.envelope().aggregateId()), found -> !found.isEmpty())
                .getFirst();
        var span = await().atMost(PATIENCE).until(() -> service.spans.getFinishedSpanItems().stream()
                .filter(s -> entry.envelope().aggregateId().equals(s.getAttributes().asMap().get(
                        io.opentelemetry.api.common.AttributeKey.stringKey("ride.id"))))
                .toList(), found -> !found.isEmpty()).getFirst();

        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(header(record, "traceparent")).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
        assertThat(header(record, "tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void theEventsOfAnAggregateKeepTheirOrder() {
        var rideId = id();
        for (long version = 1; version <= 300; version++) {
            service.record(ride(rideId, version));
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(versions(rideId))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList()));
    }

    @Test
    void aTransactionThatCommitsAfterYoungerOnesIsPublishedToo() {
        var late = id();
        var early = id();
        var mayCommit = Sinks.<Boolean>one();
        var slow = insert(late).then(mayCommit.asMono()).as(service.transaction()::transactional).toFuture();
        await().atMost(PATIENCE).until(() -> service.number(
                "select count(*) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()") > 0);
        service.record(ride(early, 1));
        await().atMost(PATIENCE).until(() -> versions(early).size() == 1);
        assertThat(versions(late)).isEmpty();

        mayCommit.tryEmitValue(true);

        assertThat(slow).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE).until(() -> versions(late).equals(List.of(1L)));
    }

    @Test
    void whatIsRolledBackIsNeverPublished() {
        var undone = id();
        var after = id();
        var failed = insert(undone).then(Mono.<Boolean>error(new IllegalStateException("undo")))
                .as(service.transaction()::transactional).onErrorReturn(false).block(PATIENCE);
        assertThat(failed).isFalse();

        service.record(ride(after, 1));

        await().atMost(PATIENCE).until(() -> versions(after).size() == 1);
        assertThat(versions(undone)).isEmpty();
    }

    @Test
    void anEventThatKafkaRefusesIsSetAsideAloneAndTheRestFlows() {
        var huge = id();
        var note = "x".repeat(2_000_000);
        var message = RideEvent.newBuilder().setRide(Ride.newBuilder().setRideId(note).setVersion(1)).build();
        var before = ride(id(), 1);
        var after = ride(id(), 1);

        service.record(before,
                TestService.entry(EventStreams.RIDES, UUID.randomUUID(), huge, 1, message, TraceContext.NONE),
                ride(huge, 2), after, ride(huge, 3));

        await().atMost(PATIENCE).until(() -> versions(before.envelope().aggregateId()).size() == 1
                && versions(after.envelope().aggregateId()).size() == 1);
        await().atMost(PATIENCE).until(() -> service.number(
                "select count(*) from outbox_set_aside where aggregate_id = '" + huge + "'") == 1);
        await().atMost(PATIENCE).until(() -> versions(huge).size() == 2);
        assertThat(versions(huge)).as("later versions of the same key").containsExactly(2L, 3L);
        assertThat(service.count("ridewire.relay.set.aside")).isEqualTo(1);
        assertThat(service.count("ridewire.relay.engine.restarts")).isZero();
    }

    @Test
    void theSlotFollowsWhatIsPublishedAndTheWatermarkIsNeverBehindIt() {
        var rideId = id();
        service.record(ride(rideId, 1));
        await().atMost(PATIENCE).until(() -> versions(rideId).size() == 1);
        long lsn = service.number("select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)");

        await().atMost(PATIENCE).until(() -> service.number("""
                select (confirmed_flush_lsn - '0/0'::pg_lsn) from pg_replication_slots
                 where slot_name = current_database() || '_outbox'""") >= lsn);
        assertThat(service.number("""
                select count(*) from pg_replication_slots, outbox_watermark
                 where slot_name = current_database() || '_outbox' and confirmed_flush_lsn > published_lsn"""))
                .isZero();
    }

    @Test
    void whatIsRecordedWhileNoRelayRunsIsPublishedByTheNext() {
        var ofItsOwn = TestParts.postgres().freshDatabase("booking");
        var rideId = id();
        try (var idle = TestService.start(ofItsOwn, TestParts.kafka().bootstrapServers(), none -> {},
                "ridewire.messaging.relay.enabled=false")) {
            IntStream.rangeClosed(1, 5).forEach(version -> idle.record(ride(rideId, version)));
        }
        try (var next = TestService.start(ofItsOwn, TestParts.kafka().bootstrapServers())) {
            await().atMost(PATIENCE).until(() -> versions(rideId).equals(List.of(1L, 2L, 3L, 4L, 5L)));
            assertThat(next.count("ridewire.relay.republished")).isZero();
        }
    }

    private static Mono<Long> insert(String rideId) {
        return service.database().sql("insert into outbox (%s) select %s".formatted(OutboxSql.COLUMNS, OutboxSql.ROWS))
                .bind("outbox", OutboxSql.json(List.of(ride(rideId, 1))))
                .fetch().rowsUpdated();
    }

    private static List<Long> versions(String rideId) {
        return rides.of(rideId).stream().map(record -> EventRecords.envelopeOf(record).version()).toList();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return EventRecords.text(record.headers(), name);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
