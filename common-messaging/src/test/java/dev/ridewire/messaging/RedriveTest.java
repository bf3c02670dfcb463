package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.deadletter.DeadLetter;
import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.messaging.deadletter.LetterId;
import dev.ridewire.messaging.deadletter.Settlement;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.TestParts;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dead letters on their way back to the consumer that had failed. */
class RedriveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> KAFKA = Map.of(
            "bootstrap.servers", TestParts.kafka().bootstrapServers());
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BY = "an engineer";

    private static final RecordingConsumer recorder = new RecordingConsumer();
    private static final RecordingConsumer other = new RecordingConsumer();
    private static ConsumingService inbox;
    private static ConsumingService neighbour;
    private static DeadLetterOffice office;

    private final String rideId = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        inbox = ConsumingService.start(recorder, "ridewire.messaging.inbox.attempt-backoff=5ms");
        neighbour = ConsumingService.start(other);
        office = new DeadLetterOffice(KAFKA, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() {
        office.close();
        neighbour.close();
        inbox.close();
    }

    @Test
    void aDeadLetterThatIsTheNewestVersionIsAppliedWhenRedrivenAndOnlyOnce() {
        var older = ride(rideId, 1);
        inbox.send(older);
        inbox.awaitStored(older);
        var newest = ride(rideId, 2);
        var letter = letterOf(newest);
        assertThat(inbox.stored(newest)).as("until then the older state stands").isEqualTo(1);

        recorder.poisoned.remove(newest.envelope().id());
        assertThat(office.redrive(List.of(letter), BY)).singleElement()
                .satisfies(outcome -> assertThat(outcome.sent()).isTrue());
        inbox.awaitStored(newest);
        assertThat(recorder.versions(newest)).containsExactly(1L, 2L);

        double duplicates = inbox.outcomes("duplicate");
        office.redrive(List.of(letter), BY);
        await().atMost(PATIENCE).until(() -> inbox.outcomes("duplicate") > duplicates);
        assertThat(recorder.versions(newest)).containsExactly(1L, 2L);
    }

    @Test
    void aDeadLetterThatANewerVersionHasOvertakenIsDroppedAndNothingMovesBack() {
        var letter = letterOf(ride(rideId, 2));
        var newer = ride(rideId, 3);
        inbox.send(newer);
        inbox.awaitStored(newer);

        recorder.poisoned.clear();
        double stale = inbox.outcomes("stale");
        office.redrive(List.of(letter), BY);

        await().atMost(PATIENCE).until(() -> inbox.outcomes("stale") > stale);
        assertThat(recorder.versions(newer)).containsExactly(3L);
        assertThat(inbox.stored(newer)).isEqualTo(3);
    }

    @Test
    void aRedriveOlderThanTheInboxRemembersIsStillRejectedByVersion() {
        var event = ride(rideId, 2);
        var letter = letterOf(event);
        recorder.poisoned.clear();
        office.redrive(List.of(letter), BY);
        inbox.awaitStored(event);
        inbox.service.execute("delete from inbox where event_id = '%s'".formatted(event.envelope().id()));

        double stale = inbox.outcomes("stale");
        office.redrive(List.of(letter), BY);

        await().atMost(PATIENCE).until(() -> inbox.outcomes("stale") > stale);
        assertThat(recorder.versions(event)).containsExactly(2L);
    }

    @Test
    void onlyTheConsumerThatHadFailedAppliesIt() {
        var event = ride(rideId, 1);
        var letter = letterOf(event);
        neighbour.awaitStored(event);
        recorder.poisoned.clear();
        double duplicates = neighbour.outcomes("duplicate");

        office.redrive(List.of(letter), BY);

        inbox.awaitStored(event);
        await().atMost(PATIENCE).until(() -> neighbour.outcomes("duplicate") > duplicates);
        assertThat(other.versions(event)).containsExactly(1L);
    }

    @Test
    void whatFailsAgainIsANewLetterThatKnowsTheFirst() {
        var event = ride(rideId, 1);
        var first = letterOf(event);
        office.redrive(List.of(first), BY);
        var second = await().atMost(PATIENCE).until(() -> open(event), found -> !found.isEmpty()
                && !found.getFirst().id().equals(first.id())).getFirst();
        office.redrive(List.of(second), BY);
        var third = await().atMost(PATIENCE).until(() -> open(event), found -> !found.isEmpty()
                && !found.getFirst().id().equals(second.id())).getFirst();

        assertThat(first.round()).isEqualTo(1);
        assertThat(first.first()).isEqualTo(first.id().toString());
        assertThat(second.round()).isEqualTo(2);
        assertThat(second.first()).isEqualTo(first.id().toString());
        assertThat(third.round()).isEqualTo(3);
        assertThat(third.first()).isEqualTo(first.id().toString());
        assertThat(open(event)).extracting(DeadLetter::id).containsExactly(third.id());
    }

    @Test
    void aRedrivenEventContinuesItsTrace() {
        var trace = "1af7651916cd43dd8448eb211c80319c";
        var event = ride(rideId, 1, new TraceContext("00-" + trace + "-b7ad6b7169203331-01", null));
        var letter = letterOf(event);
        recorder.poisoned.clear();
        office.redrive(List.of(letter), BY);
        inbox.awaitStored(event);

        var redriven = await().atMost(PATIENCE).until(() -> inbox.spans(event).stream()
                .filter(span -> "applied".equals(
                        span.getAttributes().get(AttributeKey.stringKey("ridewire.inbox.outcome"))))
                .toList(), found -> !found.isEmpty()).getFirst();
        assertThat(redriven.getTraceId()).isEqualTo(trace);
        assertThat(redriven.getAttributes().get(AttributeKey.stringKey("ridewire.redriven.from")))
                .isEqualTo(letter.id().toString());
    }

    @Test
    void aLetterWithoutPayloadIsRedrivenFromItsOriginalAndSaysSoOnceThatIsGone() throws Exception {
        var large = inbox.sendLargestAsPoison();
        var letter = awaitOpen(large);
        assertThat(letter.lacksPayload()).isTrue();
        recorder.poisoned.clear();
        assertThat(office.redrive(List.of(letter), BY)).allMatch(outcome -> outcome.sent());
        inbox.awaitStored(large);

        try (var admin = new KafkaClients(KAFKA).admin("test")) {
            admin.deleteRecords(Map.of(letter.originalPartition(),
                    RecordsToDelete.beforeOffset(letter.originalOffset() + 1))).all().get(10, TimeUnit.SECONDS);
        }
        assertThat(office.redrive(List.of(letter), BY)).singleElement().satisfies(outcome -> {
            assertThat(outcome.sent()).isFalse();
            assertThat(outcome.detail()).contains("its original is gone");
        });
    }

    @Test
    void whatNobodyCanReadIsSetAsideAnewOnlyByTheConsumerItWasRedrivenFor() {
        var place = inbox.send(new ProducerRecord<>(ConsumingService.TOPIC, rideId, new byte[]{1, 2, 3}));
        var found = inbox.awaitLetterAbout(place);
        var letter = office.find(new LetterId(found.topic(), found.partition(), found.offset())).orElseThrow();
        neighbour.awaitLetterAbout(place);
        double duplicates = neighbour.outcomes("duplicate");

        office.redrive(List.of(letter), BY);

        await().atMost(PATIENCE).until(() -> inbox.letters(rideId).size() == 2);
        await().atMost(PATIENCE).until(() -> neighbour.outcomes("duplicate") > duplicates);
        assertThat(neighbour.letters(rideId)).hasSize(1);
    }

    @Test
    void aDiscardedLetterIsListedNoMoreAndItsReasonIsKept() {
        var event = ride(rideId, 1);
        var letter = letterOf(event);
        office.discard(List.of(letter), BY, "the ride was a test");

        assertThat(open(event)).isEmpty();
        assertThat(office.find(letter.id())).map(DeadLetter::id).contains(letter.id());
        assertThat(office.settlementOf(letter.id())).contains(
                new Settlement(letter.id(), Settlement.Kind.DISCARDED, BY, NOW, "the ride was a test"));
        assertThat(inbox.stored(event)).isZero();
    }

    @Test
    void aCrashBetweenSendingAndSettlingLeavesALetterWhoseSecondRedriveChangesNothing() {
        var event = ride(rideId, 1);
        var letter = letterOf(event);
        recorder.poisoned.clear();
        try (var crashing = new DeadLetterOffice(KAFKA, new CrashingClock())) {
            assertThatThrownBy(() -> crashing.redrive(List.of(letter), BY)).isInstanceOf(Crash.class);
        }
        inbox.awaitStored(event);
        assertThat(open(event)).extracting(DeadLetter::id).containsExactly(letter.id());

        double duplicates = inbox.outcomes("duplicate");
        office.redrive(List.of(letter), BY);

        await().atMost(PATIENCE).until(() -> inbox.outcomes("duplicate") > duplicates);
        assertThat(recorder.versions(event)).containsExactly(1L);
        assertThat(open(event)).isEmpty();
    }

    @Test
    void aLetterThatIsNotThereIsNotFound() {
        assertThat(office.find(new LetterId(ConsumingService.TOPIC + ".dlt", 0, Long.MAX_VALUE))).isEmpty();
        assertThat(office.find(new LetterId("no.such.topic.dlt", 0, 0))).isEmpty();
        assertThat(office.find(new LetterId(ConsumingService.TOPIC + ".dlt", 99, 0))).isEmpty();
    }

    /**
     * An office asks for the time when it writes a settlement: once Kafka has what it sent, and before it sends
     * anything more.
     */
    private static final class CrashingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new Crash();
        }
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static DeadLetter letterOf(OutboxEntry event) {
        recorder.poisoned.add(event.envelope().id());
        inbox.send(event);
        return awaitOpen(event);
    }

    private static DeadLetter awaitOpen(OutboxEntry event) {
        return await().atMost(PATIENCE).until(() -> open(event), found -> !found.isEmpty()).getFirst();
    }

    /** This consumer's letters about the event that are not settled. */
    private static List<DeadLetter> open(OutboxEntry event) {
        var found = new ArrayList<DeadLetter>();
        office.forEachOpen(letters -> letters.stream()
                .filter(letter -> letter.consumer().equals(recorder.name())
                        && event.envelope().id().toString().equals(letter.header("ce_id")))
                .forEach(found::add), read -> {});
        return found;
    }
}
