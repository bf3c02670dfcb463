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
    private static final int POLL_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1_000;

    private final String clientId;
    private final KafkaClients kafka;
    private final BlockingQueue<OutboxEntry> queue;
    private final Counter sent;
    private final Counter dropped;
    private volatile boolean running;
    private @Nullable Thread sender;

    public KafkaTelemetryPublisher(String service, KafkaClients kafka, TelemetryProperties properties,
            MeterRegistry registry) {
        this.clientId = service + "-telemetry";
        this.kafka = kafka;
        this.queue = new ArrayBlockingQueue<>(properties.buffer());
        this.sent = registry.counter("ridewire.telemetry.sent");
        this.dropped = registry.counter("ridewire.telemetry.dropped");
        registry.gauge("ridewire.telemetry.queued", queue, BlockingQueue::size);
    }

    @Override
    public void publish(OutboxEntry entry) {
        while (!queue.offer(entry)) {
            if (queue.poll() != null) {
                dropped.increment();
            }
        }
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
            producer.send(EventRecords.toRecord(entry, entry.cause()),
                    (metadata, e) -> (e == null ? sent : dropped).increment());
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
