package dev.ridewire.messaging.inbox;

import com.google.protobuf.Message;
import dev.ridewire.messaging.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.backoff.ExponentialBackOff;

/** One listener for every {@link EventConsumer}. Runs whether Kafka is there or not. */
public final class InboxListeners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InboxListeners.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final String service;
    private final List<EventConsumer<?>> consumers;
    private final KafkaClients kafka;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final InboxProperties properties;
    private final Tracer tracer;
    private final MeterRegistry registry;

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
    private final List<Producer<String, byte[]>> producers = new ArrayList<>();
    private volatile boolean running;

    public InboxListeners(String service, List<EventConsumer<?>> consumers, KafkaClients kafka, DatabaseClient database,
            TransactionalOperator transaction, InboxProperties properties, Tracer tracer, MeterRegistry registry) {
        this.service = service;
        this.consumers = List.copyOf(consumers);
        this.kafka = kafka;
        this.database = database;
        this.transaction = transaction;
        this.properties = properties;
        this.tracer = tracer;
        this.registry = registry;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (consumers.isEmpty()) {
            return;
        }
        var producer = kafka.promptProducer(service + "-dead-letters", DeadLetters.DELIVERY);
        producers.add(producer);
        for (var consumer : consumers) {
            var container = container(consumer, new DeadLetters(producer));
            containers.add(container);
            container.start();
            log.atInfo().addKeyValue("consumer", consumer.name()).addKeyValue("topic", consumer.stream().topic())
                    .log("consumer started");
        }
    }

    /** Stops all listeners at the same time; each one finishes its poll first. */
    @Override
    public synchronized void stop() {
        running = false;
        var stopped = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(stopped::countDown));
        try {
            if (!stopped.await(properties.transaction().toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().log("listener did not stop in time: its poll will be delivered again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        containers.clear();
        producers.forEach(producer -> producer.close(CLOSE));
        producers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private <M extends Message> ConcurrentMessageListenerContainer<String, byte[]> container(
            EventConsumer<M> consumer, DeadLetters deadLetters) {
        var handling = new ContainerProperties(consumer.stream().topic());
        handling.setGroupId(consumer.name());
        handling.setClientId(consumer.name());
        handling.setAckMode(ContainerProperties.AckMode.BATCH);
        handling.setSyncCommits(true);
        handling.setMissingTopicsFatal(false);
        handling.setObservationEnabled(false);
        handling.setShutdownTimeout(properties.transaction().toMillis());
        // The listener goes on instead of ending: somebody else has to fix the permissions in Kafka.
        handling.setAuthExceptionRetryInterval(properties.maxBackoff());
        var metrics = new InboxMetrics(registry, consumer.name());
        var polls = new PollTransaction<>(consumer, database, transaction, properties);
        handling.setConsumerRebalanceListener(new GapDetector(consumer.name(), polls::haveAppliedAny, metrics));
        handling.setMessageListener(
                new PollHandler<>(consumer, new Arrivals<>(consumer, tracer), polls, deadLetters, properties, metrics));

        var container = new ConcurrentMessageListenerContainer<>(clients(consumer), handling);
        container.setConcurrency(properties.concurrency());
        container.setBeanName(consumer.name());
        container.setCommonErrorHandler(waitForEver());
        return container;
    }

    private DefaultKafkaConsumerFactory<String, byte[]> clients(EventConsumer<?> consumer) {
        var config = kafka.groupConsumer(consumer.name(), properties.maxPollRecords());
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(properties.longestPoll().toMillis()));
        var clients = new DefaultKafkaConsumerFactory<String, byte[]>(config);
        // Only the client knows its lag, its fetches and its rebalances.
        clients.addListener(new MicrometerConsumerListener<>(registry));
        return clients;
    }

    /** Commits what is settled and fetches the rest again, after a pause that is far shorter than a poll may take. */
    private DefaultErrorHandler waitForEver() {
        var backoff = new ExponentialBackOff(FIRST_BACKOFF.toMillis(), 2);
        backoff.setMaxInterval(properties.maxBackoff().toMillis());
        backoff.setMaxElapsedTime(Long.MAX_VALUE);
        backoff.setMaxAttempts(Long.MAX_VALUE);
        var handler = new DefaultErrorHandler(backoff);
        // By default the handler skips a record without a retry after exceptions such as ClassCastException.
        handler.setClassifications(Map.of(), true);
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
