package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.messaging.relay.supervise.RelayReadiness;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance publishes, the others stand by. */
class TakeoverTest {
    private static final Logger log = LoggerFactory.getLogger(TakeoverTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PROMISED_WHEN_KILLED = Duration.ofSeconds(3);
    private static final Duration PROMISED_WHEN_STOPPED = Duration.ofSeconds(1);
    private static final int EVENTS_BEFORE = 10;
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
    private final TopicReader rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
    private final String rideId = UUID.randomUUID().toString();

    @AfterEach
    void closeReader() {
        rides.close();
    }

    @Test
    void anotherInstancePublishesWithinThreeSecondsWhenTheLeaderIsKilled(@TempDir Path folder) throws Exception {
        try (var leader = leader(folder); var standby = standby()) {
            var longest = longestWaitOfAnEvent(standby, leader::kill);

            assertThat(longest).isLessThan(PROMISED_WHEN_KILLED);
            assertThat(standby.count("ridewire.relay.republished")).isZero();
        }
    }

    @Test
    void anotherInstancePublishesWithinASecondWhenTheLeaderStops() throws Exception {
        var leader = TestService.start(database, KAFKA);
        awaitState(leader, RelayState.STREAMING);
        try (var standby = standby()) {
            var longest = longestWaitOfAnEvent(standby, leader::close);

            assertThat(longest).isLessThan(PROMISED_WHEN_STOPPED);
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
            publish(standby, 2);
            publish(standby, 3);
            long watermark = watermark(standby);
            long confirmed = confirmed(standby);
            leader.resume();
            await().atMost(PATIENCE).until(() -> leader.said("relay engine failed") && leader.said("standing by"));

            publish(standby, 4);
            assertThat(rides.versionsOf(rideId).stream().distinct()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(rides.versionsOf(rideId))
                    .as(() -> "nothing old after something newer; the paused one said:\n" + leader.words())
                    .endsWith(2L, 3L, 4L);
            assertThat(standby.bean(OutboxRelay.class).state()).isEqualTo(RelayState.STREAMING);
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
                    RelayState.STREAMING, RelayState.STANDBY, RelayState.STANDBY));
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
        await().atMost(PATIENCE).until(() -> leader.said("relay streaming"));
        return leader;
    }

    private TestService standby() {
        var standby = TestService.start(database, KAFKA);
        awaitState(standby, RelayState.STANDBY);
        return standby;
    }

    private void publish(TestService service, long version) {
        service.record(ride(rideId, version));
        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(version));
    }

    /**
     * From the begin of its transaction to the broker's writing it, by their clocks, while there is always an event and
     * the leader ends: about the time in which nobody published.
     */
    private Duration longestWaitOfAnEvent(TestService standby, ThrowingCallable end) throws Exception {
        var version = new AtomicLong();
        try (var threads = Executors.newSingleThreadScheduledExecutor()) {
            threads.scheduleWithFixedDelay(() -> standby.record(ride(rideId, version.incrementAndGet())), 0, 10,
                    TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() >= EVENTS_BEFORE);
            end.call();
            await().atMost(PATIENCE).until(() -> standby.count("ridewire.relay.takeovers") == 1);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        long last = version.get();
        await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(last));

        var written = rides.of(rideId).stream().collect(Collectors.toMap(
                record -> EventRecords.envelopeOf(record).version(), ConsumerRecord::timestamp, Math::min));
        assertThat(written).hasSize((int) last);
        long longest = written.entrySet().stream()
                .mapToLong(event -> event.getValue() - recordedAt(standby, event.getKey())).max().orElseThrow();
        log.atInfo().log("of {} events none waited longer than {} ms", last, longest);
        return Duration.ofMillis(longest);
    }

    private long recordedAt(TestService service, long version) {
        return service.number(
                "select extract(epoch from recorded_at) * 1000 from outbox where aggregate_id = '%s' and version = %d"
                        .formatted(rideId, version));
    }

    private static void awaitState(TestService service, RelayState state) {
        await().atMost(PATIENCE).until(() -> service.bean(OutboxRelay.class).state() == state);
    }

    private static List<RelayState> states(List<TestService> services) {
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
