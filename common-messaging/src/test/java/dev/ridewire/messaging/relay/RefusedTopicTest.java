package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events for a topic that nobody has made, among others. */
class RefusedTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
    private final String missing = "missing-" + UUID.randomUUID();
    private final String lost = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();
    private final TopicReader rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());

    @AfterEach
    void kafkaIsBack() {
        TestParts.kafka().start();
        rides.close();
    }

    @Test
    void itsEventsAreSetAsideAfterAWhileAndTheOthersFlow() {
        try (var service = startPatientFor("1s")) {
            service.record(toMissing(1), ride(other, 1), toMissing(2), ride(other, 2));

            await().atMost(PATIENCE).until(() -> rides.versionsOf(other).equals(List.of(1L, 2L)));
            await().atMost(PATIENCE).until(() -> setAside(service) == 2);
            assertThat(service.count("ridewire.relay.set.aside")).isEqualTo(2);
            assertThat(service.count("ridewire.relay.engine.restarts")).isZero();
        }
    }

    @Test
    void itsEventsWaitForATopicThatIsMadeMeanwhile() throws Exception {
        try (var service = startPatientFor("1m")) {
            service.record(toMissing(1), ride(other, 1));
            make(service);

            await().atMost(PATIENCE).until(() -> versionsOfMissing().equals(List.of(1L)));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(other).equals(List.of(1L)));
            assertThat(setAside(service)).isZero();
        }
    }

    @Test
    void aKafkaThatIsAwayIsWaitedForThoughItsLastWordWasThatTheTopicIsMissing() throws Exception {
        try (var service = startPatientFor("10s")) {
            service.record(toMissing(1), ride(other, 1));
            await().atMost(PATIENCE).until(
                    () -> service.bean(MeterRegistry.class).get("ridewire.relay.in.flight").gauge().value() > 0);
            TestParts.kafka().stop();

            await().during(Duration.ofSeconds(12)).atMost(PATIENCE).until(() -> setAside(service) == 0);

            TestParts.kafka().start();
            make(service);
            await().atMost(PATIENCE).until(() -> versionsOfMissing().equals(List.of(1L)));
            assertThat(setAside(service)).isZero();
        }
    }

    @Test
    void aTopicThatIsMadeLaterIsFound() throws Exception {
        try (var service = startPatientFor("1s")) {
            service.record(toMissing(1), ride(other, 1));
            await().atMost(PATIENCE).until(() -> setAside(service) == 1);
            make(service);

            // Asked again after its patience only: until then events go where the first one went.
            await().atMost(PATIENCE).until(() -> {
                service.record(toMissing(2));
                return !versionsOfMissing().isEmpty();
            });
            assertThat(versionsOfMissing()).containsOnly(2L);
        }
    }

    private TestService startPatientFor(String patience) {
        return TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.topic-patience=" + patience);
    }

    private OutboxEntry toMissing(long version) {
        var entry = ride(lost, version);
        return new OutboxEntry(missing, entry.envelope(), entry.cause());
    }

    private void make(TestService service) throws ExecutionException, InterruptedException {
        try (var admin = service.bean(KafkaClients.class).admin("test")) {
            admin.createTopics(List.of(new NewTopic(missing, 1, (short) 1))).all().get();
        }
    }

    private List<Long> versionsOfMissing() {
        try (var reader = new TopicReader(KAFKA, missing)) {
            return reader.versionsOf(lost);
        }
    }

    private long setAside(TestService service) {
        return service.number("select count(*) from outbox_set_aside where topic = '" + missing + "'");
    }
}
