package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.RefusedEvents;
import dev.ridewire.messaging.relay.publish.RefusedTopics;
import dev.ridewire.messaging.relay.publish.Republisher;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

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

    private Republisher republisher(RelayDatabase database, Producer<String, byte[]> kafka) {
        return new Republisher(database,
                new Publisher(kafka, new RefusedTopics(PATIENCE, System::nanoTime),
                        new RefusedEvents(PATIENCE, System::nanoTime), OpenTelemetry.noop().getTracer("test"),
                        metrics),
                metrics, 100);
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
