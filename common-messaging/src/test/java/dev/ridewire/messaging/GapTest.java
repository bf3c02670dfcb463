package dev.ridewire.messaging;

import static dev.ridewire.messaging.ConsumingService.rides;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Consumers that were away for longer than their topic keeps its records. */
class GapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, 3)
            .mapToObj(partition -> new TopicPartition(ConsumingService.TOPIC, partition)).toList();

    private static Admin admin;

    private final String name = "dispatch.rides-" + UUID.randomUUID();
    private final ServiceDatabase database = TestParts.postgres().freshDatabase("dispatch");

    @BeforeAll
    static void connect() {
        admin = new KafkaClients(Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers())).admin("test");
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @Test
    void recordsThatWereDroppedBeforeTheyWereReadAreToldOfOnce() throws Exception {
        assertThat(gapsFoundAtAStart()).as("a consumer that is new").isZero();
        dropAllThatIsThereAndMore();

        assertThat(gapsFoundAtAStart()).as("back after a long time").isEqualTo(PARTITIONS.size());
        assertThat(gapsFoundAtAStart()).as("back after a short time").isZero();
    }

    @Test
    void soAreThoseOfAConsumerOfWhichKafkaKnowsNothingAnyMore() throws Exception {
        assertThat(gapsFoundAtAStart()).isZero();
        dropAllThatIsThereAndMore();
        admin.deleteConsumerGroups(List.of(name)).all().get(10, TimeUnit.SECONDS);

        assertThat(gapsFoundAtAStart()).isEqualTo(PARTITIONS.size());
        assertThat(gapsFoundAtAStart()).isZero();
    }

    /** Counts the gaps found by a service that starts, applies the events that come, and stops. */
    private double gapsFoundAtAStart() {
        try (var inbox = ConsumingService.start(database, new RecordingConsumer(name))) {
            var events = rides(40);
            inbox.send(events.toArray(OutboxEntry[]::new));
            await().atMost(PATIENCE).until(() -> inbox.haveApplied(events));
            return inbox.service.count("ridewire.inbox.gaps");
        } finally {
            await().atMost(PATIENCE).until(() -> admin.describeConsumerGroups(List.of(name)).describedGroups().get(name)
                    .get(10, TimeUnit.SECONDS).groupState() == GroupState.EMPTY);
        }
    }

    /** Drops what is there, and what was sent while the consumer was away, as when a week has gone by. */
    private static void dropAllThatIsThereAndMore() throws ExecutionException, InterruptedException, TimeoutException {
        try (var neighbour = ConsumingService.start(new RecordingConsumer())) {
            var events = rides(40);
            neighbour.send(events.toArray(OutboxEntry[]::new));
            await().atMost(PATIENCE).until(() -> neighbour.haveApplied(events));
        }
        var ends = PARTITIONS.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        var all = admin.listOffsets(ends).all().thenApply(found -> found.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue().offset()))));
        admin.deleteRecords(all.get(10, TimeUnit.SECONDS)).all().get(10, TimeUnit.SECONDS);
    }
}
