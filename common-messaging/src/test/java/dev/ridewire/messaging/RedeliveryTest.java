package dev.ridewire.messaging;

import static dev.ridewire.messaging.ConsumingService.rides;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

/** Polls that come again, whole or in part, to the same instance or another: every event takes effect once. */
class RedeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int PARTITIONS = 3;
    /** They must outlast what happens meanwhile. */
    private static final String[] LONG_EFFECTS = {
            "ridewire.messaging.inbox.transaction=60s", "ridewire.messaging.inbox.effect=50s"};

    private static Admin admin;

    private final String name = "dispatch.rides-" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        admin = new KafkaClients(Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers())).admin("test");
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @Test
    void ofAPollThatIsHalfCommittedWhenTheDatabaseGoesDownTheRestComesAgain() {
        var consumer = new RecordingConsumer(name);
        try (var inbox = ConsumingService.start(consumer)) {
            var events = rides(24);
            var poison = events.get(5);
            consumer.poisoned.add(poison.envelope().id());
            // Each alone is tried once more than the database is away for it, in the middle of the bisection.
            events.subList(12, 16).forEach(event -> consumer.unavailable.put(event.envelope().id(), 2));
            inbox.sendAsOnePoll(events);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).filteredOn(event -> event != poison)
                    .allMatch(event -> inbox.stored(event) == 1));
            inbox.awaitLetter(poison);
            assertThat(inbox.letters(poison)).hasSize(1);
            assertThat(inbox.service.count("ridewire.inbox.postponed")).isPositive();
            assertThat(events).filteredOn(event -> event != poison)
                    .allSatisfy(event -> assertThat(consumer.versions(event)).containsExactly(1L));
        }
    }

    @Test
    void aWholePollThatComesAgainAfterACrashBeforeItsOffsetsWereCommittedIsRecognised() throws Exception {
        var database = TestParts.postgres().freshDatabase("dispatch");
        var events = rides(20);
        var poison = events.get(7);
        Map<TopicPartition, OffsetAndMetadata> before;
        var consumer = new RecordingConsumer(name);
        consumer.poisoned.add(poison.envelope().id());
        try (var first = ConsumingService.start(database, consumer)) {
            // Enough for every partition to have an offset.
            first.send(rides(40).toArray(OutboxEntry[]::new));
            before = awaitCommitted();
            first.sendAsOnePoll(events);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).filteredOn(event -> event != poison)
                    .allMatch(event -> first.stored(event) == 1));
            first.awaitLetter(poison);
        }
        awaitEmptyGroup();
        admin.alterConsumerGroupOffsets(name, before).all().get(10, TimeUnit.SECONDS);

        var again = new RecordingConsumer(name);
        try (var second = ConsumingService.start(database, again)) {
            await().atMost(PATIENCE).until(() -> second.stored(poison) == 1);
            assertThat(again.versions(poison)).as("what the crashed instance had not applied").containsExactly(1L);
            assertThat(events).filteredOn(event -> event != poison).allMatch(event -> again.versions(event).isEmpty());
        }
    }

    @Test
    void aRebalanceInTheMiddleOfAPollAppliesEveryEventOnce() {
        var database = TestParts.postgres().freshDatabase("dispatch");
        var events = new ArrayList<>(rides(150));
        var first = new RecordingConsumer(name);
        var second = new RecordingConsumer(name);
        try (var one = ConsumingService.start(database, first, LONG_EFFECTS)) {
            first.hold();
            one.send(events.toArray(OutboxEntry[]::new));
            first.awaitHeld();
            try (var two = ConsumingService.start(database, second)) {
                await().atMost(PATIENCE).until(() -> groupState() == GroupState.PREPARING_REBALANCE);
                first.release();
                await().atMost(PATIENCE).until(() -> {
                    var more = rides(5);
                    one.send(more.toArray(OutboxEntry[]::new));
                    events.addAll(more);
                    return events.stream().anyMatch(event -> !second.versions(event).isEmpty());
                });

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(events).allMatch(event -> one.stored(event) == 1));
                assertThat(events).allSatisfy(event -> assertAppliedOnce(event, first, second));
                assertThat(one.setAside(events)).isEmpty();
            }
        }
    }

    /** As after a pause of the whole process: it is presumed dead, another has its partitions, and then it goes on. */
    @Test
    void anInstanceThatGoesOnAfterItWasPresumedDeadAppliesNothingTwice() throws Exception {
        var database = TestParts.postgres().freshDatabase("dispatch");
        var zombie = new RecordingConsumer(name);
        var heir = new RecordingConsumer(name);
        var end = Sinks.<Void>empty();
        var events = rides(30);
        events.forEach(event -> zombie.slow.put(event.envelope().id(), end.asMono()));
        try (var one = ConsumingService.start(database, zombie, LONG_EFFECTS)) {
            one.send(events.toArray(OutboxEntry[]::new));
            await().atMost(PATIENCE).until(() -> zombie.slow.size() < events.size());
            try (var two = ConsumingService.start(database, heir, "ridewire.messaging.inbox.max-backoff=300ms")) {
                admin.removeMembersFromConsumerGroup(name, new RemoveMembersFromConsumerGroupOptions()).all()
                        .get(10, TimeUnit.SECONDS);
                await().atMost(PATIENCE).until(() -> two.service.count("ridewire.inbox.postponed") > 0);
                end.tryEmitEmpty();

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(events).allMatch(event -> one.stored(event) == 1));
                await().atMost(PATIENCE).until(() -> two.outcomes("duplicate") > 0);
                assertThat(events).allSatisfy(event -> assertAppliedOnce(event, zombie, heir));
                assertThat(two.setAside(events)).isEmpty();
            }
        }
    }

    /** As when partitions were added to a topic: versions of a ride lie in several, and no order holds between them. */
    @Test
    void twoListenersThatAreGivenTheSameAggregatesApplyNoVersionTwiceAndNeverGoBack() {
        var consumer = new RecordingConsumer(name);
        var rides = Stream.generate(() -> UUID.randomUUID().toString()).limit(40).toList();
        var events = LongStream.rangeClosed(1, 12).boxed()
                .flatMap(version -> rides.stream().map(ride -> TestService.ride(ride, version))).toList();
        try (var inbox = ConsumingService.start(consumer, "ridewire.messaging.inbox.concurrency=2",
                "ridewire.messaging.inbox.max-poll-records=20")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.service.bean(MeterRegistry.class)
                    .find("kafka.consumer.coordinator.assigned.partitions").gauges())
                    .hasSize(2).allMatch(listener -> listener.value() > 0));
            for (int copy = 0; copy < 2; copy++) {
                for (var event : events) {
                    int partition = Math.toIntExact((event.envelope().version() + copy) % PARTITIONS);
                    inbox.send(ConsumingService.recordOf(event, partition));
                }
            }

            await().atMost(PATIENCE).until(() -> inbox.haveApplied(events.subList(events.size() - 40, events.size())));
            await().atMost(PATIENCE).until(() -> inbox.outcomes("applied") + inbox.outcomes("stale")
                    + inbox.outcomes("duplicate") >= 2 * events.size());
            assertThat(events).allSatisfy(event -> assertThat(consumer.versions(event)).isSorted()
                    .doesNotHaveDuplicates().endsWith(12L));
            assertThat(inbox.setAside(events)).isEmpty();
        }
    }

    private static void assertAppliedOnce(OutboxEntry event, RecordingConsumer one, RecordingConsumer two) {
        assertThat(one.versions(event).size() + two.versions(event).size()).isEqualTo(1);
    }

    private Map<TopicPartition, OffsetAndMetadata> awaitCommitted() {
        return await().atMost(PATIENCE).until(this::committed, offsets -> offsets.size() == PARTITIONS);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed()
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata().get(10, TimeUnit.SECONDS);
    }

    private void awaitEmptyGroup() {
        await().atMost(PATIENCE).until(() -> groupState() == GroupState.EMPTY);
    }

    private GroupState groupState() throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeConsumerGroups(List.of(name)).describedGroups().get(name).get(10, TimeUnit.SECONDS)
                .groupState();
    }
}
