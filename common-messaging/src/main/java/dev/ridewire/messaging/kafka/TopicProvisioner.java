package dev.ridewire.messaging.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Makes topics in the background, however long Kafka is away. */
public final class TopicProvisioner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration REQUEST = Duration.ofSeconds(15);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final String clientId;
    private final KafkaClients kafka;
    private final TopicProperties properties;
    private final Map<String, Duration> missing;
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param topics the topics, each with its retention */
    public TopicProvisioner(String service, KafkaClients kafka, TopicProperties properties,
            Map<String, Duration> topics) {
        this.clientId = service + "-topics";
        this.kafka = kafka;
        this.properties = properties;
        this.missing = new LinkedHashMap<>(topics);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name(clientId).start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * This phase comes before all readers and writers of topics, so that no client waits for stale metadata to expire.
     */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 8192;
    }

    private void run() {
        var backoff = FIRST_BACKOFF;
        try {
            while (running && !missing.isEmpty()) {
                try (var admin = kafka.admin(clientId)) {
                    makeTopics(admin);
                } catch (ExecutionException | TimeoutException | KafkaException e) {
                    log.atInfo().addKeyValue("reason", e.toString()).addKeyValue("retryIn", backoff)
                            .log("topic creation failed, retrying");
                    Thread.sleep(backoff);
                    backoff = backoff.multipliedBy(2).compareTo(properties.maxBackoff()) < 0
                            ? backoff.multipliedBy(2)
                            : properties.maxBackoff();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeTopics(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        var results = admin.createTopics(missing.entrySet().stream().map(e -> topic(e.getKey(), e.getValue())).toList())
                .values();
        for (var result : results.entrySet()) {
            try {
                result.getValue().get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
                log.atInfo().addKeyValue("topic", result.getKey()).log("topic created");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
            missing.remove(result.getKey());
        }
    }

    private NewTopic topic(String name, Duration retention) {
        var config = new HashMap<>(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                // With the producer's time, Kafka would refuse events of an instance whose clock is ahead, and soon
                // delete those of one whose clock is behind.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name,
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
                // Kafka deletes whole segments only, so a segment must not span a long time.
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Math.max(60_000, retention.toMillis() / 4))));
        var replication = Optional.ofNullable(properties.replication());
        // Brokers that choose the number of replicas also choose how many must be in sync.
        replication.ifPresent(
                replicas -> config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas > 2 ? "2" : "1"));
        return new NewTopic(name, Optional.of(properties.partitions()), replication).configs(config);
    }
}
