package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.messaging.relay.supervise.RelayReadiness;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** An engine that looks healthy and reads nothing, and one that dies again and again. */
class StalledEngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final String rideId = UUID.randomUUID().toString();
    private final TopicReader rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
    private ServiceDatabase database;
    private TcpProxy proxy;
    private TestService service;

    @BeforeEach
    void startBehindAProxy() throws IOException {
        database = TestParts.postgres().freshDatabase("booking");
        proxy = new TcpProxy(database.host(), database.port());
        service = TestService.start(database, KAFKA, none -> {}, "ridewire.database.port=" + proxy.port(),
                "ridewire.messaging.relay.max-silence=3s", "ridewire.messaging.relay.max-backoff=1s");
        publish(1);
    }

    @AfterEach
    void stop() {
        proxy.letGo();
        service.close();
        proxy.close();
        rides.close();
    }

    @Test
    void aStalledEngineIsNoticedAndReplacedWithoutReadinessHearingOfIt() {
        proxy.holdReplication();

        publish(2);

        assertThat(service.count("ridewire.relay.engine.restarts")).isEqualTo(1);
        assertThat(relay().lastFailure()).contains("has read nothing for");
        assertThat(readiness()).isEqualTo(Status.UP);
    }

    @Test
    void aStallThatNoNewEngineMendsTurnsReadinessAndLagUntilItEnds() {
        proxy.holdAllReplication();
        service.record(ride(rideId, 2));

        await().atMost(PATIENCE).until(() -> readiness().equals(Status.DOWN));
        assertThat(relay().lag()).isGreaterThan(Duration.ofSeconds(3));

        proxy.letGo();
        await().atMost(PATIENCE).until(() -> readiness().equals(Status.UP));
        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(2L));
        assertThat(rides.versionsOf(rideId).stream().distinct()).containsExactly(1L, 2L);
    }

    @Test
    void enginesThatDieLeaveNothingBehind() throws Exception {
        publish(2);
        cutOffTheReader();
        publish(3);
        int threads = Thread.activeCount();
        long connections = connections();

        for (long version = 4; version <= 6; version++) {
            cutOffTheReader();
            publish(version);
        }

        assertThat(service.count("ridewire.relay.engine.restarts")).isEqualTo(4);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
            assertThat(connections()).isLessThanOrEqualTo(connections);
        });
        assertThat(rides.versionsOf(rideId).stream().distinct()).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L));
    }

    private void cutOffTheReader() throws Exception {
        double before = service.count("ridewire.relay.engine.restarts");
        Slots.execute(database,
                "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '%s'"
                        .formatted(database.slot()));
        await().atMost(PATIENCE).until(() -> service.count("ridewire.relay.engine.restarts") > before);
    }

    private long connections() {
        return service.number("select count(*) from pg_stat_activity where datname = current_database()");
    }

    private void publish(long version) {
        service.record(ride(rideId, version));
        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(version));
    }

    private OutboxRelay relay() {
        return service.bean(OutboxRelay.class);
    }

    private Status readiness() {
        return service.bean(RelayReadiness.class).health().getStatus();
    }
}
