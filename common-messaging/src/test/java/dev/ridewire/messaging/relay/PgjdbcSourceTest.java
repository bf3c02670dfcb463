package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.config.MessagingProperties;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.RefusedEvents;
import dev.ridewire.messaging.relay.publish.RefusedTopics;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.messaging.relay.slot.Slot;
import dev.ridewire.messaging.relay.wal.ChangeHandler;
import dev.ridewire.messaging.relay.wal.EngineConfiguration;
import dev.ridewire.messaging.relay.wal.PgjdbcSource;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PgjdbcSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SENDER_TIMEOUT = Duration.ofSeconds(4);
    /** About 65 MB of WAL, a second's reading. */
    private static final int NEIGHBOURS_ROWS = 1_000_000;

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(1);
    private static final int ROWS_BEYOND_ALL_BUFFERS = 600;
    /** 60 MB, more than sockets buffer: the server has to wait for the reader in the middle of the transaction. */
    private static final String TRANSACTION_BEYOND_ALL_BUFFERS = """
            insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload)
            select gen_random_uuid(), 'rides', 'a-ride', 'RideRequested', 'test', n, now(),
                   convert_to(repeat('x', 100000), 'UTF8')
              from generate_series(1, %d) n""".formatted(ROWS_BEYOND_ALL_BUFFERS);

    private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(), Clock.systemUTC(),
            Duration.ofSeconds(5), () -> RelayState.STREAMING);

    @Test
    void theServerHearsThatTheReaderLivesWhileKafkaIsAwayForLongerThanItWaitsForAnAnswer() throws Exception {
        try (var service = withoutRelay(); var database = connect(service)) {
            service.record(ride(UUID.randomUUID().toString(), 1));
            var handler = handler(new KafkaThatIsAway(), database);
            var source = source(service, database, handler, SENDER_TIMEOUT);
            var running = run(source);
            await().atMost(PATIENCE).until(() -> reader(service) > 0);
            long reader = reader(service);

            await().during(SENDER_TIMEOUT.multipliedBy(2)).atMost(PATIENCE).until(() -> reader(service) == reader);

            handler.stop();
            source.stop();
            assertThat(running).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void aTransactionTimeoutOfItsRoleDoesNotEndTheStreamOfASlowReader() throws Exception {
        var fresh = TestParts.postgres().freshDatabase("booking");
        try (var service = withoutRelay(fresh)) {
            service.execute(TRANSACTION_BEYOND_ALL_BUFFERS);
            Slots.execute(fresh, "alter role current_user in database \"%s\" set transaction_timeout = '%d ms'"
                    .formatted(fresh.name(), TRANSACTION_TIMEOUT.toMillis()));
            try (var database = connect(service)) {
                var kafka = new KafkaThatIsAway();
                var handler = handler(kafka, database);
                var source = source(service, database, handler, PgjdbcSource.SENDER_TIMEOUT);
                var running = run(source);
                await().atMost(PATIENCE).until(() -> reader(service) > 0);
                long reader = reader(service);
                await().during(TRANSACTION_TIMEOUT.multipliedBy(2)).atMost(PATIENCE)
                        .until(() -> reader(service) == reader);

                // The server ends a walsender whose time is over only after the write in which it waits.
                kafka.isBack();

                await().atMost(PATIENCE).until(() -> kafka.taken() == ROWS_BEYOND_ALL_BUFFERS || running.isDone());
                assertThat(kafka.taken()).isEqualTo(ROWS_BEYOND_ALL_BUFFERS);
                assertThat(reader(service)).isEqualTo(reader);
                handler.stop();
                source.stop();
                assertThat(running).succeedsWithin(PATIENCE);
            }
        }
    }

    /** As long as that takes, the driver answers nothing, and we hear nothing. */
    @Test
    void aServerThatReadsThroughANeighboursWalIsSeenToReadAndDropsNobodyMeanwhile() throws Exception {
        try (var service = withoutRelay(); var database = connect(service)) {
            fillTheWalOf(TestParts.postgres().freshDatabase("dispatch"));
            var handler = handler(new MockProducer<>(), database);
            var source = source(service, database, handler, PgjdbcSource.SENDER_TIMEOUT);
            var slot = new Slot(database, service.bean(DatabaseProperties.class).name() + "_outbox", "");

            var running = run(source);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> slot.lag().isRead());
            assertThat(handler.published()).isNull();
            await().atMost(PATIENCE).until(() -> {
                database.call();
                return handler.published() != null;
            });
            await().atMost(PATIENCE).until(() -> !slot.lag().isRead());

            assertThat(running).isNotDone();
            handler.stop();
            source.stop();
            assertThat(running).succeedsWithin(PATIENCE);
        }
    }

    private static void fillTheWalOf(ServiceDatabase neighbour) throws SQLException {
        try (var connection = DriverManager.getConnection(
                neighbour.jdbcUrl(), neighbour.ownerUser(), neighbour.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("create table noise as select generate_series(1, %d)".formatted(NEIGHBOURS_ROWS));
        }
    }

    private ChangeHandler handler(Producer<String, byte[]> kafka, RelayDatabase database) throws SQLException {
        var publisher = new Publisher(kafka, new RefusedTopics(PATIENCE, System::nanoTime),
                new RefusedEvents(PATIENCE, System::nanoTime),
                OpenTelemetry.noop().getTracer("test"), metrics);
        return new ChangeHandler(publisher, database, metrics, 10, database.watermark());
    }

    private static PgjdbcSource source(TestService service, RelayDatabase database, ChangeHandler handler,
            Duration senderTimeout) throws SQLException {
        return new PgjdbcSource(EngineConfiguration.of(service.bean(DatabaseProperties.class),
                service.bean(MessagingProperties.class).relay(), "booking", database), handler, senderTimeout);
    }

    private static CompletableFuture<Void> run(PgjdbcSource source) {
        return CompletableFuture.runAsync(() -> {
            try {
                source.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static TestService withoutRelay() {
        return withoutRelay(TestParts.postgres().freshDatabase("booking"));
    }

    private static TestService withoutRelay(ServiceDatabase database) {
        return TestService.start(database, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
    }

    private static RelayDatabase connect(TestService service) throws SQLException {
        return RelayDatabase.connect(service.bean(DatabaseProperties.class), Duration.ofMinutes(1));
    }

    private static long reader(TestService service) {
        return service.number("""
                select coalesce(max(active_pid), 0) from pg_replication_slots
                 where slot_name = current_database() || '_outbox'""");
    }

    private static final class KafkaThatIsAway extends MockProducer<String, byte[]> {
        private final AtomicInteger taken = new AtomicInteger();
        private volatile boolean back;

        KafkaThatIsAway() {
            super(false, null, new StringSerializer(), new ByteArraySerializer());
        }

        void isBack() {
            back = true;
        }

        int taken() {
            return taken.get();
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            if (back) {
                taken.incrementAndGet();
                callback.onCompletion(null, null);
                return new CompletableFuture<>();
            }
            try {
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new TimeoutException("Kafka is away");
        }
    }
}
