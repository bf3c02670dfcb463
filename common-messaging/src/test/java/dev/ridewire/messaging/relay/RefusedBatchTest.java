package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.config.MessagingProperties;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A broker refuses a whole batch for one of its records. */
class RefusedBatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final long VERSIONS = 10;
    private static final String POISON = "poison";
    private static final long LONG_AGO = 0;

    private final String topic = "refusals-" + UUID.randomUUID();

    @Test
    void aRecordWithoutKeyOnACompactedTopicIsSetAsideAlone() throws Exception {
        onlyThePoisonIsSetAside(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                poison -> new ProducerRecord<>(poison.topic(), poison.partition(), poison.timestamp(), null,
                        poison.value(), poison.headers()));
    }

    @Test
    void aRecordThatIsTooOldForItsTopicIsSetAsideAlone() throws Exception {
        onlyThePoisonIsSetAside(Map.of(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, "3600000"),
                poison -> new ProducerRecord<>(poison.topic(), poison.partition(), LONG_AGO, poison.key(),
                        poison.value(), poison.headers()));
    }

    /** The client reports several refused records of a batch without a reason. */
    @Test
    void eventsOfAWrongTimeAreTriedForThePatienceAlsoSeveralInABatch() throws Exception {
        var tries = new AtomicInteger();
        setAsideAfterAWhile(2, Map.of(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, "3600000"), poison -> {
            tries.incrementAndGet();
            return new ProducerRecord<>(poison.topic(), poison.partition(), LONG_AGO, poison.key(), poison.value(),
                    poison.headers());
        });

        assertThat(tries.get()).as("tries of two events").isGreaterThanOrEqualTo(2 * 3);
    }

    private void onlyThePoisonIsSetAside(
            Map<String, String> settings, UnaryOperator<ProducerRecord<String, byte[]>> spoil) throws Exception {
        setAsideAfterAWhile(1, settings, spoil);
    }

    private void setAsideAfterAWhile(int poisons,
            Map<String, String> settings, UnaryOperator<ProducerRecord<String, byte[]>> spoil) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings))).all().get();
        }
        var registry = new SimpleMeterRegistry();
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), KAFKA, none -> {},
                "ridewire.messaging.relay.enabled=false", "ridewire.messaging.relay.topic-patience=1s",
                "ridewire.messaging.relay.max-backoff=500ms");
                var reader = new TopicReader(KAFKA, topic)) {
            var relay = new OutboxRelay("booking", service.bean(DatabaseProperties.class),
                    service.bean(MessagingProperties.class).relay(), _ -> spoiling(spoil),
                    OpenTelemetry.noop().getTracer("test"), registry, Clock.systemUTC());
            relay.start();
            try {
                service.record(onTopic(ride("first", 1)));
                await().atMost(PATIENCE).until(() -> reader.versionsOf("first").equals(List.of(1L)));

                service.record(poisonAmongHealthyEvents(poisons));

                await().atMost(PATIENCE).until(() -> service.number("select count(*) from outbox_set_aside") == poisons
                        && List.of("one", "two").stream().allMatch(ride -> endsWhole(reader.versionsOf(ride))));
                assertThat(service.number("select count(*) from outbox_set_aside where aggregate_id = 'poison'"))
                        .isEqualTo(poisons);
                assertThat(reader.versionsOf(POISON)).isEmpty();
                service.record(onTopic(ride("last", 1)));
                await().atMost(PATIENCE).until(() -> reader.versionsOf("last").equals(List.of(1L)));
                assertThat(registry.get("ridewire.relay.engine.restarts").counter().count()).isPositive();
            } finally {
                relay.stop();
            }
        }
    }

    private OutboxEntry[] poisonAmongHealthyEvents(int poisons) {
        var events = new ArrayList<OutboxEntry>();
        LongStream.rangeClosed(1, VERSIONS).forEach(version -> {
            events.add(onTopic(ride("one", version)));
            if (version > VERSIONS / 2 && version <= VERSIONS / 2 + poisons) {
                events.add(onTopic(ride(POISON, version)));
            }
            events.add(onTopic(ride("two", version)));
        });
        return events.toArray(OutboxEntry[]::new);
    }

    private OutboxEntry onTopic(OutboxEntry entry) {
        return new OutboxEntry(topic, entry.envelope(), entry.cause());
    }

    private static boolean endsWhole(List<Long> versions) {
        return !versions.isEmpty() && versions.getLast() == VERSIONS
                && versions.containsAll(LongStream.rangeClosed(1, VERSIONS).boxed().toList());
    }

    /** A real producer that lets batches fill, and spoils the record of one key. */
    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> spoiling(UnaryOperator<ProducerRecord<String, byte[]>> spoil) {
        var producer = new KafkaProducer<>(Map.of("bootstrap.servers", KAFKA, "linger.ms", 300, "acks", "all"),
                new StringSerializer(), new ByteArraySerializer());
        return (Producer<String, byte[]>) Proxy.newProxyInstance(RefusedBatchTest.class.getClassLoader(),
                new Class<?>[]{Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send") && arguments[0] instanceof ProducerRecord<?, ?> record
                            && POISON.equals(record.key())) {
                        arguments[0] = spoil.apply((ProducerRecord<String, byte[]>) record);
                    }
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
