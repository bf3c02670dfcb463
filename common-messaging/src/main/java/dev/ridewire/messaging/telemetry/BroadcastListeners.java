package dev.ridewire.messaging.telemetry;

import com.google.protobuf.Message;
import dev.ridewire.messaging.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** One listener for every {@link BroadcastConsumer}. Runs whether Kafka is there or not. */
public final class BroadcastListeners implements SmartLifecycle {
    private final List<BroadcastConsumer<?>> consumers;
    private final KafkaClients kafka;
    private final TelemetryProperties properties;
    private final Clock clock;
    private final MeterRegistry registry;
    private final List<BroadcastListener<?>> listeners = new ArrayList<>();
    private volatile boolean running;

    public BroadcastListeners(List<BroadcastConsumer<?>> consumers, KafkaClients kafka, TelemetryProperties properties,
            Clock clock,
            MeterRegistry registry) {
        this.consumers = List.copyOf(consumers);
        this.kafka = kafka;
        this.properties = properties;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public synchronized void start() {
        running = true;
        consumers.forEach(consumer -> listeners.add(listener(consumer)));
        listeners.forEach(BroadcastListener::start);
    }

    @Override
    public synchronized void stop() {
        running = false;
        listeners.forEach(BroadcastListener::stop);
        listeners.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private <M extends Message> BroadcastListener<M> listener(BroadcastConsumer<M> consumer) {
        return new BroadcastListener<>(consumer, kafka, properties.maxBackoff(), clock, registry);
    }
}
