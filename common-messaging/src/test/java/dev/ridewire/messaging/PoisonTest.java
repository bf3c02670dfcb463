package dev.ridewire.messaging;

import static dev.ridewire.messaging.ConsumingService.rides;
import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final RecordingConsumer recorder = new RecordingConsumer();
    private static ConsumingService inbox;

    @BeforeAll
    static void start() {
        inbox = ConsumingService.start(recorder, "ridewire.messaging.inbox.attempt-backoff=5ms");
    }

    @AfterAll
    static void stop() {
        inbox.close();
    }

    /** First, in the middle and last of what is sent; partitions decide where in the poll that is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 19})
    void aPoisonEventBecomesADeadLetterAloneAndTheOthersAreApplied(int place) {
        var events = rides(20);
        var poison = events.get(place);
        recorder.poisoned.add(poison.envelope().id());
        inbox.sendAsOnePoll(events);

        var letter = inbox.awaitLetter(poison);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).filteredOn(event -> event != poison)
                .allSatisfy(event -> assertThat(inbox.stored(event)).isEqualTo(1)));
        assertThat(inbox.stored(poison)).isZero();
        assertThat(inbox.seen(poison)).as("a redriven event must not be taken for a duplicate").isZero();
        assertThat(EventRecords.envelopeOf(letter)).isEqualTo(poison.envelope());
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_reason")).isEqualTo("failed");
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_exception")).contains("poison");
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_stack")).contains("RecordingConsumer");
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_topic")).isEqualTo(ConsumingService.TOPIC);
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_offset")).isNotNull();
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_round")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19})
    void aPoisonEventAtTheEdgeOfThePollIsFoundToo(int place) {
        var events = rides(20);
        var poison = events.get(place);
        recorder.poisoned.add(poison.envelope().id());
        inbox.sendAsOneBatch(events);

        assertIsSetAsideAlone(poison, events, inbox);
        assertThat(recorder.calls).as("the poll, in the order in which it was sent")
                .contains(events.stream().map(event -> event.envelope().id()).toList());
    }

    /** The newest is missing until it is redriven; the one before it carries the whole state as of then. */
    @Test
    void ofAnAggregateWhoseNewestEventIsPoisonTheOneBeforeItIsApplied() {
        var rideId = UUID.randomUUID().toString();
        var events = LongStream.rangeClosed(1, 20).mapToObj(version -> ride(rideId, version)).toList();
        var poison = events.getLast();
        recorder.poisoned.add(poison.envelope().id());
        inbox.sendAsOneBatch(events);

        assertThat(EventRecords.envelopeOf(inbox.awaitLetter(poison))).isEqualTo(poison.envelope());
        await().atMost(PATIENCE).until(() -> inbox.stored(poison) == 19);
        assertThat(recorder.versions(poison)).isSorted().endsWith(19L);
    }

    @Test
    void aPollThatIsAllPoisonBecomesAsManyDeadLettersAndTheNextPollIsApplied() {
        var events = rides(40);
        events.forEach(event -> recorder.poisoned.add(event.envelope().id()));
        inbox.sendAsOnePoll(events);
        var next = ride(UUID.randomUUID().toString(), 1);
        inbox.send(next);

        inbox.awaitStored(next);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.setAside(events))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(event -> event.envelope().aggregateId()).toList()));
    }

    @Test
    void onePoisonEventAmongManyCostsLogarithmicallyManyTransactions() {
        var events = rides(64);
        var poison = events.get(37);
        recorder.poisoned.add(poison.envelope().id());
        double bisections = inbox.service.count("ridewire.inbox.bisections");
        double retries = inbox.service.count("ridewire.inbox.retries");
        inbox.sendAsOnePoll(events);

        inbox.awaitLetter(poison);
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(events).filteredOn(event -> event != poison).allMatch(e -> inbox.stored(e) == 1));
        assertThat(inbox.service.count("ridewire.inbox.bisections") - bisections).isBetween(1.0, 6.0);
        assertThat(inbox.service.count("ridewire.inbox.retries") - retries).isEqualTo(2);
    }

    @Test
    void whatIsTooMuchForOneStatementIsAppliedInParts() {
        var events = rides(30);
        var wanted = events.stream().map(event -> event.envelope().id()).toList();
        recorder.tooMuch = poll -> poll.stream().filter(event -> wanted.contains(event.id())).count() > 4;
        double postponed = inbox.service.count("ridewire.inbox.postponed");
        inbox.sendAsOnePoll(events);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events).allMatch(event -> inbox.stored(event) == 1));
        assertThat(inbox.setAside(events)).isEmpty();
        assertThat(inbox.service.count("ridewire.inbox.postponed")).isEqualTo(postponed);
    }

    @Test
    void anEffectThatEndsWithAnErrorIsADeadLetterAndNotTheListenersEnd() {
        var event = ride(UUID.randomUUID().toString(), 1);
        recorder.erroneous.add(event.envelope().id());
        inbox.send(event);

        var letter = inbox.awaitLetter(event);
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_exception")).contains("NoClassDefFoundError");
        var next = ride(event.envelope().aggregateId(), 2);
        inbox.send(next);
        inbox.awaitStored(next);
    }

    @Test
    void aDeadLetterThatKafkaFindsTooLargeLeavesItsPayloadWhereItIs() {
        var large = inbox.sendLargestAsPoison();

        var letter = inbox.awaitLetter(large);
        assertThat(letter.value()).isNull();
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_omitted")).isEqualTo("payload");
        assertThat(EventRecords.text(letter.headers(), "ce_id")).isEqualTo(large.envelope().id().toString());
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_exception")).contains("poison");
    }

    @Test
    void aPollWhoseFailuresTakeTooLongIsCommittedAsFarAsItCameAndNothingIsSetAsideTwice() {
        var consumer = new RecordingConsumer();
        try (var hasty = ConsumingService.start(consumer, "ridewire.messaging.inbox.budget=1ms",
                "ridewire.messaging.inbox.attempt-backoff=2ms")) {
            var events = rides(12);
            events.subList(3, 9).forEach(event -> consumer.poisoned.add(event.envelope().id()));
            hasty.sendAsOnePoll(events);

            await().atMost(PATIENCE).until(() -> hasty.setAside(events).size() >= 6
                    && hasty.haveApplied(events.subList(0, 3)) && hasty.haveApplied(events.subList(9, 12)));
            assertThat(hasty.setAside(events)).containsExactlyInAnyOrderElementsOf(
                    events.subList(3, 9).stream().map(event -> event.envelope().aggregateId()).toList());
            assertThat(hasty.service.count("ridewire.inbox.budget.spent")).isPositive();
            assertThat(hasty.service.count("ridewire.inbox.postponed")).isZero();
        }
    }

    @Test
    void anEventThatTheServerNeverFinishesIsADeadLetterOnceTheDatabaseHasAnsweredForLongEnough() {
        var consumer = new RecordingConsumer();
        try (var impatient = ConsumingService.start(consumer, "ridewire.messaging.inbox.patience=1s",
                "ridewire.messaging.inbox.max-backoff=400ms")) {
            var events = rides(5);
            var slow = events.get(2);
            consumer.tooMuch = part -> part.stream().anyMatch(event -> event.id().equals(slow.envelope().id()));
            impatient.sendAsOnePoll(events);

            assertIsSetAsideAlone(slow, events, impatient);
            assertThat(EventRecords.text(impatient.awaitLetter(slow).headers(), "ridewire_dlt_reason"))
                    .isEqualTo("stuck");
        }
    }

    @Test
    void anEventWhoseEffectNeverEndsIsADeadLetterToo() {
        var consumer = new RecordingConsumer();
        try (var impatient = ConsumingService.start(consumer, "ridewire.messaging.inbox.patience=1s",
                "ridewire.messaging.inbox.max-backoff=400ms", "ridewire.messaging.inbox.effect=500ms")) {
            var events = rides(5);
            var endless = events.get(2);
            consumer.endless.add(endless.envelope().id());
            impatient.sendAsOnePoll(events);

            assertIsSetAsideAlone(endless, events, impatient);
        }
    }

    private static void assertIsSetAsideAlone(OutboxEntry one, List<OutboxEntry> events, ConsumingService inbox) {
        inbox.awaitLetter(one);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).filteredOn(event -> event != one)
                .allMatch(event -> inbox.stored(event) == 1));
        assertThat(inbox.stored(one)).isZero();
        assertThat(inbox.setAside(events)).containsOnly(one.envelope().aggregateId());
    }
}
