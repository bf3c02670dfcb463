package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.config.MessagingProperties;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** A send fails for good in the middle of many that are on their way. */
class FailedSendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final long FAILING = 5;
    private static final long LAST = 10;
    /** The looks of one tick of the supervisor at the clock: twice for a heartbeat, twice for the lag. */
    private static final long MOST_LOOKS_OF_A_TICK = 4;

    private final AtomicReference<Callback> failing = new AtomicReference<>();
    private final AtomicLong confirmedAtTheNextStart = new AtomicLong();

    @Test
    void nothingAfterAFailedSendIsConfirmedAndItsKeyEndsInOrder() {
        var database = TestParts.postgres().freshDatabase("booking");
        var rideId = UUID.randomUUID().toString();
        try (var service = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false",
                "ridewire.messaging.relay.confirm=1h");
                var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            long endOfTheFailing = 0;
            for (long version = 1; version <= LAST; version++) {
                service.record(ride(rideId, version));
                if (version == FAILING) {
                    endOfTheFailing = service.number("select pg_current_wal_insert_lsn() - '0/0'");
                }
            }
            var registry = new SimpleMeterRegistry();
            var looks = new AtomicLong();
            var relay = new OutboxRelay("booking", service.bean(DatabaseProperties.class),
                    service.bean(MessagingProperties.class).relay(), clientId -> {
                        if (failing.get() != null) {
                            confirmedAtTheNextStart.compareAndSet(0, confirmed(service));
                        }
                        return withoutAnswerOnce(service.bean(KafkaClients.class).durableProducer(clientId), rideId);
                    }, OpenTelemetry.noop().getTracer("test"), registry, counting(looks));
            relay.start();
            try {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(rides.versionsOf(rideId))
                        .as("the others did not wait").containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L, 10L));
                await().atMost(PATIENCE).until(() -> relay.state() == RelayState.STREAMING);
                long seen = looks.get();
                await("the supervisor has recorded, and records again in an hour").atMost(PATIENCE)
                        .until(() -> looks.get() > seen + 2 * MOST_LOOKS_OF_A_TICK);

                requireNonNull(failing.get()).onCompletion(null, new TimeoutException("the broker did not answer"));

                await().atMost(PATIENCE).untilAsserted(
                        () -> assertThat(rides.versionsOf(rideId)).contains(FAILING).endsWith(LAST));
                assertThat(rides.versionsOf(rideId).subList((int) LAST - 1, rides.versionsOf(rideId).size()))
                        .as("what was acknowledged before it is not sent again")
                        .containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
                assertThat(confirmedAtTheNextStart.get()).isPositive().isLessThan(endOfTheFailing);
                assertThat(registry.get("ridewire.relay.engine.restarts").counter().count()).isEqualTo(1);
            } finally {
                relay.stop();
            }
        }
    }

    /** As a broker that answers nothing until the client gives up; by then the later ones are acknowledged. */
    @SuppressWarnings("unchecked")
    private Producer<String, byte[]> withoutAnswerOnce(Producer<String, byte[]> producer, String rideId) {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{Producer.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("send") && arguments.length == 2
                            && arguments[0] instanceof ProducerRecord<?, ?> record && rideId.equals(record.key())
                            && versionOf(record) == FAILING
                            && failing.compareAndSet(null, (Callback) arguments[1])) {
                        return null;
                    }
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static long versionOf(ProducerRecord<?, ?> record) {
        return Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value(),
                StandardCharsets.US_ASCII));
    }

    private static Clock counting(AtomicLong looks) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                looks.incrementAndGet();
                return Instant.now();
            }
        };
    }

    private static long confirmed(TestService service) {
        return service.number("""
                select confirmed_flush_lsn - '0/0' from pg_replication_slots
                 where slot_name = current_database() || '_outbox'""");
    }
}
