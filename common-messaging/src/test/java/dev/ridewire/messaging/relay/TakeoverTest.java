package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.testing.TestParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance publishes, the others stand by. How long a takeover took is logged; {@code docs/reliability.md} says what it should. */
class TakeoverTest {
    private static final Logger log = LoggerFactory.getLogger(TakeoverTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
    private final TopicReader rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
    private final String rideId = UUID.randomUUID().toString();

    @AfterEach
    void closeReader() {
        rides.close();
    }

    @Test
    void anotherInstancePublishesWhenTheLeaderIsKilled(@TempDir Path folder) throws InterruptedException {
        try (var leader = leader(folder); var standby = standby()) {
            publish(standby, 1);

            leader.kill();
            tookOver("killed leader", standby, 2);

            assertThat(rides.versionsOf(rideId)).endsWith(2L);
            await().atMost(PATIENCE).until(() -> standby.count("ridewire.relay.takeovers") == 1);
            assertThat(standby.count("ridewire.relay.republished")).isZero();
        }
    }

    @Test
    void anotherInstancePublishesWhenTheLeaderStops() {
        var leader = TestService.start(database, KAFKA);
        awaitState(leader, OutboxRelay.State.STREAMING);
        try (var standby = standby()) {
            publish(standby, 1);

            var stopping = CompletableFuture.runAsync(leader::close);
            tookOver("stopped leader", standby, 2);

            assertThat(stopping).succeedsWithin(PATIENCE);
            await().atMost(PATIENCE).until(() -> standby.count("ridewire.relay.takeovers") == 1);
            assertThat(standby.count("ridewire.relay.engine.restarts")).isZero();
        }
    }

    @Test
    void aPausedLeaderLosesItsTurnAndStandsByWhenItWakes(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (var leader = leader(folder, "ridewire.messaging.relay.lease=3s"); var standby = standby()) {
            publish(standby, 1);

            leader.pause();
            // The server sends it to both: to the paused one, which will find it when it wakes, and to the next.
            tookOver("paused leader", standby, 2);
            publish(standby, 3);
            long watermark = watermark(standby);
            long confirmed = confirmed(standby);
            leader.resume();
            await().atMost(PATIENCE).until(() -> leader.said("the relay ended") && leader.said("standing by"));

            publish(standby, 4);
            assertThat(rides.versionsOf(rideId).stream().distinct()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(rides.versionsOf(rideId))
                    .as(() -> "nothing old after something newer; the paused one said:\n" + leader.words())
                    .endsWith(2L, 3L, 4L);
            assertThat(standby.bean(OutboxRelay.class).state()).isEqualTo(OutboxRelay.State.STREAMING);
            assertThat(watermark(standby)).isGreaterThanOrEqualTo(watermark);
            assertThat(confirmed(standby)).isGreaterThanOrEqualTo(confirmed);
            assertThat(standby.count("ridewire.relay.engine.restarts")).isZero();
        }
    }

    @Test
    void ofSeveralThatStartAtOnceOneStreamsAndEachEventIsSentOnce() {
        var starting = Stream.generate(() -> CompletableFuture.supplyAsync(() -> TestService.start(database, KAFKA)))
                .limit(3).toList();
        var services = starting.stream().map(CompletableFuture::join).toList();
        try {
            for (int version = 1; version <= 90; version++) {
                services.get(version % services.size()).record(ride(rideId, version));
            }
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() >= 90);

            assertThat(rides.versionsOf(rideId))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 90).boxed().toList());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(states(services)).containsExactlyInAnyOrder(
                    OutboxRelay.State.STREAMING, OutboxRelay.State.STANDBY, OutboxRelay.State.STANDBY));
            assertThat(services).allSatisfy(service -> {
                assertThat(service.count("ridewire.relay.engine.restarts")).isZero();
                assertThat(service.bean(RelayReadiness.class).health().getStatus().getCode()).isEqualTo("UP");
            });
        } finally {
            services.forEach(TestService::close);
        }
    }

    private RelayProcess leader(Path folder, String... properties) {
        var leader = RelayProcess.start(database, KAFKA, folder, properties);
        await().atMost(PATIENCE).until(() -> leader.said("relaying"));
        return leader;
    }

    private TestService standby() {
        var standby = TestService.start(database, KAFKA);
        awaitState(standby, OutboxRelay.State.STANDBY);
        return standby;
    }

    private void publish(TestService service, long version) {
        service.record(ride(rideId, version));
        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(version));
    }

    private void tookOver(String from, TestService standby, long version) {
        long began = System.nanoTime();
        publish(standby, version);
        log.atWarn().log("{}: another publishes after {} ms", from, (System.nanoTime() - began) / 1_000_000);
    }

    private static void awaitState(TestService service, OutboxRelay.State state) {
        await().atMost(PATIENCE).until(() -> service.bean(OutboxRelay.class).state() == state);
    }

    private static List<OutboxRelay.State> states(List<TestService> services) {
        return services.stream().map(service -> service.bean(OutboxRelay.class).state()).toList();
    }

    private static long watermark(TestService service) {
        return service.number("select published_lsn - '0/0' from outbox_watermark");
    }

    private static long confirmed(TestService service) {
        return service.number("""
                select confirmed_flush_lsn - '0/0' from pg_replication_slots
                 where slot_name = current_database() || '_outbox'""");
    }
}
