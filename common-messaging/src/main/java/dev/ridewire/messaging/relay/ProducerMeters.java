package dev.ridewire.messaging.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The meters of Kafka's own client, added up over all producers that the relay has had. */
public final class ProducerMeters {
    private static final String REQUESTS = "request-total";
    private static final String RETRIES = "record-retry-total";

    private final Map<String, Double> ofFormer = new ConcurrentHashMap<>();
    private @Nullable Producer<?, ?> current;

    public ProducerMeters(MeterRegistry registry) {
        FunctionCounter.builder("ridewire.relay.requests", this, meters -> meters.total(REQUESTS))
                .description(
                        "Requests to Kafka, each with the batches for one broker; events per request tell how well they fill")
                .register(registry);
        FunctionCounter.builder("ridewire.relay.retries", this, meters -> meters.total(RETRIES))
                .description("Events that Kafka's client sent again because a request failed")
                .register(registry);
    }

    /**
     * Counts this producer until the result is closed. Close the result before the producer, whose meters end with it.
     */
    public synchronized Following follow(Producer<?, ?> producer) {
        current = producer;
        return this::leave;
    }

    private synchronized void leave() {
        for (var name : List.of(REQUESTS, RETRIES)) {
            ofFormer.merge(name, of(current, name), Double::sum);
        }
        current = null;
    }

    private synchronized double total(String name) {
        return ofFormer.getOrDefault(name, 0.0) + of(current, name);
    }

    private static double of(@Nullable Producer<?, ?> producer, String name) {
        if (producer == null) {
            return 0;
        }
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name)
                        && metric.getKey().group().equals("producer-metrics"))
                .mapToDouble(metric -> metric.getValue().metricValue() instanceof Double value ? value : 0)
                .sum();
    }

    /** The registration of a producer, which ends when it is closed. */
    public interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
