package dev.ridewire.messaging.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A factory of Kafka clients. None of them needs Kafka to be there when it is made. */
public final class KafkaClients {
    private static final Duration LONGEST_RECONNECT_BACKOFF = Duration.ofSeconds(1);
    private static final Duration METADATA_AGE = Duration.ofSeconds(10);
    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);
    /** A time longer than any outage that people repair; after that time the relay starts again from the slot. */
    private static final Duration DELIVERY = Duration.ofHours(1);
    /** The time after which the brokers reassign the partitions of a killed instance; Kafka's own default is 45 s. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    private static final int BATCH_BYTES = 64 * 1024;

    private final Map<String, Object> connection;

    /** @param connection the settings that every client needs: bootstrap servers, security */
    public KafkaClients(Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /** Makes a producer of events that must not be lost: they wait for Kafka, in order. */
    public Producer<String, byte[]> durableProducer(String clientId) {
        return new KafkaProducer<>(durable(clientId), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Makes a producer of records that somebody waits for and sends again.
     *
     * @param delivery after which a record that Kafka has not taken is given up
     */
    public Producer<String, byte[]> promptProducer(String clientId, Duration delivery) {
        var config = durable(clientId);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(delivery));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(delivery.dividedBy(2)));
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Makes a producer of telemetry: it loses records that Kafka does not take within seconds. */
    public Producer<String, byte[]> lossyProducer(String clientId) {
        var config = common(clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "1");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(MAX_BLOCK));
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns the settings of a consumer that is a member of a group. */
    public Map<String, Object> groupConsumer(String group, int maxPollRecords) {
        var config = consumer(group);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        // The classic protocol lets a client choose after what silence the broker takes it for dead.
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION));
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(SESSION.dividedBy(3)));
        return config;
    }

    /** Returns the settings of a consumer that reads all partitions by itself. */
    public Map<String, Object> consumer(String clientId) {
        var config = common(clientId);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    public Admin admin(String clientId) {
        var config = common(clientId);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return Admin.create(config);
    }

    private Map<String, Object> durable(String clientId) {
        var config = common(clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(MAX_BLOCK));
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Large batches keep the number of requests low while the relay catches up.
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // Without linger most batches hold one event, so compression would save little and cost a new compressor for
        // each batch.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return config;
    }

    private Map<String, Object> common(String clientId) {
        var config = new HashMap<>(connection);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // With these pauses a client finds a Kafka that comes back within 2 s, and does not flood one that is away.
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 250);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, millis(LONGEST_RECONNECT_BACKOFF));
        config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5_000);
        // A reader notices a topic that was created after its start this soon.
        config.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, millis(METADATA_AGE));
        return config;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
