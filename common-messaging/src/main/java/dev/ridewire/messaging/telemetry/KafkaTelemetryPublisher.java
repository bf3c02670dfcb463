package dev.ridewire.messaging.telemetry;

import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A bounded queue with a sender thread, because Kafka's producer blocks its caller while it knows no broker. A full
 * queue drops its oldest event, because the newest matters most.
 */
public final class KafkaTelemetryPublisher implements TelemetryPublisher, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KafkaTelemetryPublisher.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    /** Longer than a slow broker takes, shorter than the buffer needs to fill at a usual rate. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    /** The time after a failure before one event may try again. */
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1_000;

    private final String clientId;
    private final KafkaClients kafka;
    private final BlockingQueue<OutboxEntry> queue;
    private final Counter sent;
    private final Counter dropped;
    private final int capacity;
    private final LongSupplier nanoTime;
    /** The events that are neither with Kafka nor lost. */
    private final AtomicLong outstanding = new AtomicLong();
    /** The time since which events wait without any success. */
    private volatile long waitingSince;
    /** True from a failed event to the next that arrives. */
    private volatile boolean failing;
    private volatile long failedAt;
    private volatile boolean running;
    private @Nullable Thread sender;

    public KafkaTelemetryPublisher(String service, KafkaClients kafka, TelemetryProperties properties,
            MeterRegistry registry) {
        this(service, kafka, properties, registry, System::nanoTime);
    }

    KafkaTelemetryPublisher(String service, KafkaClients kafka, TelemetryProperties properties, MeterRegistry registry,
            LongSupplier nanoTime) {
        this.capacity = properties.buffer();
        this.nanoTime = nanoTime;
        this.clientId = service + "-telemetry";
        this.kafka = kafka;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.sent = registry.counter("ridewire.telemetry.sent");
        this.dropped = registry.counter("ridewire.telemetry.dropped");
        registry.gauge("ridewire.telemetry.queued", queue, BlockingQueue::size);
    }

    @Override
    public void publish(OutboxEntry entry) {
        // The time comes before the count: who sees the first event must not see the time of one long before it.
        if (outstanding.get() == 0) {
            waitingSince = nanoTime.getAsLong();
        }
        outstanding.incrementAndGet();
        while (!queue.offer(entry)) {
            if (queue.poll() != null) {
                outstanding.decrementAndGet();
                dropped.increment();
            }
        }
    }

    @Override
    public boolean isDelivering() {
        long now = nanoTime.getAsLong();
        if (failing) {
            return outstanding.get() == 0 && now - failedAt >= RETRY.toNanos();
        }
        return outstanding.get() == 0
                || now - waitingSince < LONGEST_WAIT.toNanos() && queue.remainingCapacity() * 4L > capacity;
    }

    private void settle(@Nullable Exception failure) {
        if (failure == null) {
            arrived();
        } else {
            failed();
        }
    }

    private void arrived() {
        waitingSince = nanoTime.getAsLong();
        failing = false;
        outstanding.decrementAndGet();
        sent.increment();
    }

    private void failed() {
        failedAt = nanoTime.getAsLong();
        failing = true;
        outstanding.decrementAndGet();
        dropped.increment();
    }

    @Override
    public synchronized void start() {
        running = true;
        sender = Thread.ofPlatform().daemon().name(clientId).start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (sender != null) {
            try {
                sender.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sender = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the web server, and so stops after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    private void run() {
        while (running) {
            try (var producer = kafka.lossyProducer(clientId)) {
                send(producer);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("replacing failed telemetry producer");
                pause();
            }
        }
    }

    private void send(Producer<String, byte[]> producer) throws InterruptedException {
        while (running) {
            var entry = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (entry == null) {
                continue;
            }
            try {
                producer.send(EventRecords.toRecord(entry, entry.cause()), (metadata, e) -> settle(e));
            } catch (RuntimeException e) {
                failed();
                throw e;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
