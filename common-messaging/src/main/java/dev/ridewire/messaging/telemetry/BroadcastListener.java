package dev.ridewire.messaging.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of a stream on a thread of its own, from a configured time before now. It starts again when
 * Kafka fails.
 */
final class BroadcastListener<M extends Message> {
    private static final Logger log = LoggerFactory.getLogger(BroadcastListener.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration KAFKA = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private final BroadcastConsumer<M> receiver;
    private final KafkaClients kafka;
    private final Duration maxBackoff;
    private final Clock clock;
    private final Counter received;
    private final Counter unreadable;
    private final Counter failed;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> current;
    private @Nullable Thread thread;

    BroadcastListener(BroadcastConsumer<M> receiver, KafkaClients kafka, Duration maxBackoff, Clock clock,
            MeterRegistry registry) {
        this.receiver = receiver;
        this.kafka = kafka;
        this.maxBackoff = maxBackoff;
        this.clock = clock;
        this.received = registry.counter("ridewire.broadcast.received", "consumer", receiver.name());
        this.unreadable = registry.counter("ridewire.broadcast.unreadable", "consumer", receiver.name());
        this.failed = registry.counter("ridewire.broadcast.failed", "consumer", receiver.name());
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name(receiver.name()).start(this::run);
    }

    /** Stops the thread. An interrupt is the last resort: a consumer that closes in one logs an error. */
    void stop() {
        stopping.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread != null) {
            try {
                if (!thread.join(STOP)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        var backoff = FIRST_BACKOFF;
        while (running()) {
            try (var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer(receiver.name()))) {
                current = consumer;
                if (running() && assign(consumer)) {
                    backoff = FIRST_BACKOFF;
                    poll(consumer);
                }
            } catch (WakeupException | InterruptException e) {
                if (!running()) {
                    return;
                }
            } catch (RuntimeException e) {
                log.atWarn().addKeyValue("consumer", receiver.name()).addKeyValue("reason", e.toString())
                        .log("broadcast consumer failed, restarting");
            }
            if (!pause(backoff)) {
                return;
            }
            backoff = backoff.multipliedBy(2).compareTo(maxBackoff) < 0 ? backoff.multipliedBy(2) : maxBackoff;
        }
    }

    /** Returns false while the topic does not exist. */
    private boolean assign(Consumer<String, byte[]> consumer) {
        var found = consumer.partitionsFor(receiver.stream().topic(), KAFKA);
        if (found == null || found.isEmpty()) {
            return false;
        }
        var partitions = found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        consumer.assign(partitions);
        long since = clock.instant().minus(receiver.replay()).toEpochMilli();
        var offsets = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)), KAFKA);
        for (var partition : partitions) {
            var offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
                // Resolves the positions now, so that the consumer misses no event from this moment on.
                consumer.position(partition, KAFKA);
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
        return true;
    }

    private void poll(Consumer<String, byte[]> consumer) {
        while (running()) {
            var events = read(consumer.poll(POLL));
            if (!events.isEmpty()) {
                deliver(events);
            }
        }
    }

    private List<BroadcastEvent<M>> read(ConsumerRecords<String, byte[]> records) {
        var events = new ArrayList<BroadcastEvent<M>>(records.count());
        for (var record : records) {
            try {
                events.add(read(record));
            } catch (InvalidProtocolBufferException | RuntimeException e) {
                unreadable.increment();
                log.atWarn().addKeyValue("consumer", receiver.name()).addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset()).addKeyValue("reason", e.getClass().getSimpleName())
                        .log("record skipped: it is not an event");
            }
        }
        return List.copyOf(events);
    }

    private BroadcastEvent<M> read(ConsumerRecord<String, byte[]> record) throws InvalidProtocolBufferException {
        var envelope = EventRecords.envelopeOf(record);
        return new BroadcastEvent<>(envelope.type(), envelope.aggregateId(), envelope.version(), envelope.occurredAt(),
                receiver.stream().parse(envelope.payload()), EventRecords.traceOf(record));
    }

    /**
     * One bad event must not discard the others of its poll. So after a failure, the consumer receives each event
     * alone.
     */
    private void deliver(List<BroadcastEvent<M>> events) {
        try {
            receiver.accept(events);
            received.increment(events.size());
        } catch (RuntimeException e) {
            if (events.size() > 1) {
                events.forEach(event -> deliver(List.of(event)));
                return;
            }
            failed.increment();
            log.atError().addKeyValue("consumer", receiver.name()).setCause(e)
                    .log("event skipped: its broadcast consumer failed");
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private boolean pause(Duration backoff) {
        try {
            return !stopping.await(backoff.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
