package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

class InboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final RecordingConsumer recorder = new RecordingConsumer();
    private static ConsumingService inbox;

    @BeforeAll
    static void start() {
        inbox = ConsumingService.start(recorder,
                "ridewire.messaging.inbox.effect=2s",
                "ridewire.messaging.inbox.retention=1h",
                "ridewire.messaging.outbox.maintenance=1s");
    }

    @AfterAll
    static void stop() {
        inbox.close();
    }

    @Test
    void anEventIsAppliedOnceHoweverOftenItArrives() {
        var event = ride(id(), 1);
        inbox.send(event, event);
        inbox.send(event);
        var later = ride(event.envelope().aggregateId(), 2);
        inbox.send(later);

        await().atMost(PATIENCE).until(() -> recorder.versions(event).contains(2L));
        assertThat(recorder.versions(event)).containsOnlyOnce(2L).size().isLessThanOrEqualTo(2);
        assertThat(inbox.stored(event)).isEqualTo(2);
    }

    @Test
    void ofAPollOnlyTheNewestOfAnAggregateIsApplied() {
        var rideId = id();
        var newest = ride(rideId, 40);
        inbox.sendAsOnePoll(IntStream.rangeClosed(1, 40).mapToObj(version -> ride(rideId, version)).toList());

        await().atMost(PATIENCE).until(() -> recorder.versions(newest).contains(40L));
        // The client may have fetched a few before the others were sent; those make a poll of their own.
        assertThat(recorder.versions(newest)).isSorted().endsWith(40L).hasSizeLessThan(10);
    }

    @Test
    void anOlderVersionThatArrivesLateIsDropped() {
        var newest = ride(id(), 5);
        var after = ride(id(), 1);
        inbox.send(newest);
        inbox.awaitStored(newest);

        inbox.send(ride(newest.envelope().aggregateId(), 4), ride(newest.envelope().aggregateId(), 3));
        inbox.send(after);

        inbox.awaitStored(after);
        inbox.send(ride(newest.envelope().aggregateId(), 6));
        await().atMost(PATIENCE).until(() -> recorder.versions(newest).contains(6L));
        assertThat(recorder.versions(newest)).containsExactly(5L, 6L);
    }

    @Test
    void aConsumerOfEveryVersionGetsEachOnceInAnyOrder() {
        var everything = RecordingConsumer.takingEveryVersion();
        var rideId = id();
        var versions = IntStream.iterate(6, version -> version > 0, version -> version - 1)
                .mapToObj(version -> ride(rideId, version)).toList();
        try (var service = ConsumingService.start(everything)) {
            service.sendAsOnePoll(versions);
            service.send(versions.getLast());
            var after = ride(rideId, 7);
            service.send(after);

            await().atMost(PATIENCE).until(() -> everything.versions(after).contains(7L));
            assertThat(everything.versions(after)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(service.outcomes("stale")).isZero();
        }
    }

    @Test
    void aProducersClockThatIsYearsOffChangesNothing() {
        var rideId = id();
        var fromTheFuture = at(ride(rideId, 1), Instant.parse("2199-01-01T00:00:00Z"));
        var fromThePast = at(ride(rideId, 2), Instant.EPOCH);
        var late = at(ride(rideId, 1), Instant.parse("2200-01-01T00:00:00Z"));
        inbox.send(fromTheFuture);
        inbox.awaitStored(fromTheFuture);
        inbox.send(fromThePast);
        inbox.awaitStored(fromThePast);
        double stale = inbox.outcomes("stale");
        inbox.send(late);

        await().atMost(PATIENCE).until(() -> inbox.outcomes("stale") > stale);
        assertThat(recorder.versions(fromThePast)).containsExactly(1L, 2L);
    }

    @Test
    void aFailingDatabaseIsWaitedForAndNothingBecomesADeadLetter() {
        var event = ride(id(), 1);
        recorder.unavailable.put(event.envelope().id(), 4);
        inbox.send(event);

        inbox.awaitStored(event);
        assertThat(inbox.letters(event)).isEmpty();
        assertThat(recorder.unavailable).doesNotContainKey(event.envelope().id());
    }

    @Test
    void anEffectThatIsGivenUpLeavesNothingBehindAndComesAgain() {
        var event = ride(id(), 1);
        var end = Sinks.<Void>empty();
        recorder.slow.put(event.envelope().id(), end.asMono());
        double before = inbox.service.count("ridewire.inbox.postponed");
        double bisections = inbox.service.count("ridewire.inbox.bisections");
        inbox.send(event);
        await().atMost(PATIENCE).until(() -> inbox.service.count("ridewire.inbox.postponed") > before);
        end.tryEmitEmpty();

        var next = ride(id(), 1);
        inbox.send(next);
        inbox.awaitStored(next);
        assertThat(inbox.stored(event)).isEqualTo(1);
        assertThat(recorder.versions(event)).containsExactly(1L);
        assertThat(inbox.letters(event)).isEmpty();
        assertThat(inbox.service.count("ridewire.inbox.bisections")).isEqualTo(bisections);
    }

    @Test
    void whatWasSeenLongAgoIsForgottenAndItsReturnIsStillRejectedByVersion() {
        var event = ride(id(), 1);
        inbox.send(event);
        inbox.awaitStored(event);
        inbox.service.execute("delete from inbox where event_id = '%s'".formatted(event.envelope().id()));
        inbox.service.execute("insert into inbox (consumer, event_id, received_at) values ('%s', '%s', '2020-01-01Z')"
                .formatted(recorder.name(), event.envelope().id()));

        await().atMost(PATIENCE).until(() -> inbox.seen(event) == 0);
        double stale = inbox.outcomes("stale");
        inbox.send(event);

        await().atMost(PATIENCE).until(() -> inbox.outcomes("stale") > stale);
        assertThat(recorder.versions(event)).containsExactly(1L);
    }

    @Test
    void theVersionsOfOldRidesAreDeletedByTheStatementOnThePageAndNoOthers() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "dead-letters.md"));
        int start = page.indexOf("delete from inbox_version");
        var old = madeAt(Instant.now().minus(Duration.ofDays(190)));
        var younger = madeAt(Instant.now().minus(Duration.ofDays(170)));
        inbox.service
                .execute("insert into inbox_version values ('dispatch.rides', '%s', 7), ('dispatch.rides', '%s', 7)"
                        .formatted(old, younger));

        inbox.service.execute(page.substring(start, page.indexOf(';', start)));

        assertThat(inbox.stored("dispatch.rides", old)).isZero();
        assertThat(inbox.stored("dispatch.rides", younger)).isEqualTo(7);
    }

    @Test
    void theConsumptionContinuesTheTraceOfTheSend() {
        var entry = ride(id(), 1);
        inbox.send(EventRecords.toRecord(entry, new TraceContext("00-" + TRACE + "-b7ad6b7169203331-01", null)));

        var span = await().atMost(PATIENCE).until(() -> inbox.spans(entry), found -> !found.isEmpty()).getFirst();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("ride.id")))
                .isEqualTo(entry.envelope().aggregateId());
        assertThat(recorder.received(entry).getFirst().trace().traceparent())
                .isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    @Test
    void whatIsDoneInTheDatabaseForAnEventThatComesAloneHangsBelowItsSpan() {
        var event = ride(id(), 1, new TraceContext("00-" + TRACE + "-b7ad6b7169203331-01", null));
        inbox.send(event);

        var span = await().atMost(PATIENCE).until(() -> inbox.spans(event), found -> !found.isEmpty()).getFirst();
        assertThat(inbox.service.spans.getFinishedSpanItems())
                .filteredOn(below -> below.getParentSpanId().equals(span.getSpanId()))
                .extracting(SpanData::getName).contains("admit events");
    }

    @Test
    void howFarAConsumerLagsIsAMetric() {
        var event = ride(id(), 1);
        inbox.send(event);
        inbox.awaitStored(event);

        var meters = inbox.service.bean(MeterRegistry.class);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                meters.find("kafka.consumer.fetch.manager.records.lag.max").gauges()).isNotEmpty());
        assertThat(meters.get("ridewire.inbox.poll.records").summary().totalAmount()).isPositive();
    }

    private static OutboxEntry at(OutboxEntry entry, Instant time) {
        var event = entry.envelope();
        return new OutboxEntry(entry.topic(), new EventEnvelope(event.id(), event.type(), event.source(),
                event.aggregateId(), event.version(), time, event.payload()), entry.cause());
    }

    /** An id of version 7, as a ride's is. */
    private static UUID madeAt(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | 0x7abc, 0x8abc_0123_4567_89abL);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
