package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.RefusedEvents;
import dev.ridewire.messaging.relay.publish.RefusedTopics;
import dev.ridewire.messaging.relay.publish.Republisher;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.messaging.relay.wal.ChangeHandler;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepublisherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(1);
    private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(), Clock.systemUTC(),
            Duration.ofSeconds(5), () -> RelayState.REPUBLISHING);

    @Test
    void oneThatIsPausedSoLongThatItLosesTheLeadSendsNothingMoreOfWhatItHasFetched() throws Exception {
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
                var database = RelayDatabase.connect(service.bean(DatabaseProperties.class), LEASE)) {
            service.record(Stream.generate(() -> ride(UUID.randomUUID().toString(), 1)).limit(10)
                    .toArray(OutboxEntry[]::new));
            database.tryLead("booking_outbox");
            database.beginRepublishing();
            var kafka = new PausedAtTheFirst(service);
            var republisher = republisher(database, kafka);

            assertThatThrownBy(() -> republisher.republish(() -> false)).isInstanceOf(SQLException.class);
            assertThat(kafka.history()).hasSize(1);
        }
    }

    @Test
    void aTransactionTimeoutOfItsRoleDoesNotBreakItOff() throws Exception {
        var fresh = TestParts.postgres().freshDatabase("booking");
        try (var service = TestService.start(fresh, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false")) {
            service.record(ride(UUID.randomUUID().toString(), 1), ride(UUID.randomUUID().toString(), 1));
            Slots.execute(fresh, "alter role current_user in database \"%s\" set transaction_timeout = '1s'"
                    .formatted(fresh.name()));
            try (var database = RelayDatabase.connect(service.bean(DatabaseProperties.class), PATIENCE)) {
                database.beginRepublishing();
                var kafka = new SlowKafka(service);

                assertThat(republisher(database, kafka).republish(() -> false)).isTrue();
                assertThat(kafka.history()).hasSize(2);
            }
        }
    }

    @Test
    void anEventIsSetAsideWithTheErrorOfStreaming() throws Exception {
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
                var database = RelayDatabase.connect(service.bean(DatabaseProperties.class), PATIENCE)) {
            var kafka = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
            kafka.sendException = new RecordTooLargeException("refused");
            var republished = ride(UUID.randomUUID().toString(), 1);
            service.record(republished);
            database.beginRepublishing();
            var streamed = ride(UUID.randomUUID().toString(), 1);
            var streaming = new ChangeHandler(publisher(kafka), database, metrics, 100, 0);

            var errorOfRepublishing = errorDuring(() -> republisher(database, kafka).republish(() -> false));
            var errorOfStreaming = errorDuring(() -> {
                streaming.publish(new OutboxRow(streamed, Instant.now()), () -> {});
                streaming.published();
            });

            assertThat(valuesOf(errorOfRepublishing)).containsEntry("event.id", republished.envelope().id().toString())
                    .containsEntry("topic", republished.topic()).containsKey("reason");
            assertThat(errorOfRepublishing.getFormattedMessage()).isEqualTo(errorOfStreaming.getFormattedMessage());
            assertThat(valuesOf(errorOfRepublishing)).containsOnlyKeys(valuesOf(errorOfStreaming).keySet());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Returns the only error that the relay logs during the work. */
    private static ILoggingEvent errorDuring(Work work) throws Exception {
        var relay = (Logger) LoggerFactory.getLogger("dev.ridewire.messaging");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        relay.addAppender(logged);
        try {
            work.run();
        } finally {
            relay.detachAppender(logged);
        }
        var errors = logged.list.stream().filter(event -> event.getLevel() == Level.ERROR).toList();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private static Map<String, String> valuesOf(ILoggingEvent event) {
        return event.getKeyValuePairs().stream().collect(toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }

    private Republisher republisher(RelayDatabase database, Producer<String, byte[]> kafka) {
        return new Republisher(database, publisher(kafka), metrics, 100);
    }

    private Publisher publisher(Producer<String, byte[]> kafka) {
        return new Publisher(kafka, new RefusedTopics(PATIENCE, System::nanoTime),
                new RefusedEvents(PATIENCE, System::nanoTime), OpenTelemetry.noop().getTracer("test"), metrics);
    }

    /** A producer that takes each event only after two seconds by the server's clock. */
    private static final class SlowKafka extends MockProducer<String, byte[]> {
        private final TestService service;

        SlowKafka(TestService service) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.service = service;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            long from = milliseconds();
            await().atMost(PATIENCE).until(() -> milliseconds() - from >= 2_000);
            return super.send(record, callback);
        }

        private long milliseconds() {
            return service.number("select (extract(epoch from clock_timestamp()) * 1000)::bigint");
        }
    }

    /** The process sleeps in its first send until the server has given its lead away. */
    private static final class PausedAtTheFirst extends MockProducer<String, byte[]> {
        private final TestService service;

        PausedAtTheFirst(TestService service) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.service = service;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            await().atMost(PATIENCE)
                    .until(() -> service.number("select count(*) from pg_locks where locktype = 'advisory'") == 0);
            return super.send(record, callback);
        }
    }
}
