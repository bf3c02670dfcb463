package dev.ridewire.bench.inbox;

import com.google.protobuf.ByteString;
import dev.ridewire.bench.CpuMeter;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideRequested;
import dev.ridewire.messaging.config.PublishedStreams;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.InboxListeners;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.ServiceDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

/** A service with messaging and one consumer only. Its listener is stopped while the topic is filled. */
final class ListeningService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOOK_MILLIS = 2;

    private final ConfigurableApplicationContext context;
    private final Counting consumer;
    private long versions;

    private ListeningService(ConfigurableApplicationContext context, Counting consumer) {
        this.context = context;
        this.consumer = consumer;
    }

    static ListeningService start(ServiceDatabase database, String kafka, Counting consumer) {
        List<String> properties = new ArrayList<>(List.of(
                "spring.application.name=bench",
                "spring.kafka.bootstrap-servers=" + kafka,
                "spring.main.banner-mode=off",
                "logging.level.root=warn",
                "logging.level.dev.ridewire=warn",
                "ridewire.messaging.relay.enabled=false",
                "ridewire.messaging.inbox.concurrency=1"));
        database.properties().forEach((name, value) -> properties.add(name + "=" + value));
        var context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(properties.toArray(String[]::new))
                .initializers((GenericApplicationContext starting) -> starting.registerBean(EventConsumer.class,
                        () -> consumer))
                .run();
        return new ListeningService(context, consumer);
    }

    /** @param aggregates the number of aggregates, whose next versions are the events in turn */
    Drain drain(String name, int events, int aggregates) throws InterruptedException {
        var listeners = context.getBean(InboxListeners.class);
        listeners.stop();
        fill(name, events, aggregates);
        long before = handled();
        long appliedBefore = consumer.applied();
        var meter = new CpuMeter(ProcessHandle.current());
        listeners.start();
        await(before + 1);
        long began = System.nanoTime();
        long first = handled();
        var cpu = meter.read();
        await(before + events);
        double seconds = (System.nanoTime() - began) / 1e9;
        long counted = before + events - first;
        return new Drain(name, events, consumer.applied() - appliedBefore, counted / seconds,
                meter.read().since(cpu).workNanos() / 1e3 / counted);
    }

    private void fill(String name, int events, int aggregates) {
        var payload = RideEvent.newBuilder()
                .setRide(Ride.newBuilder().setRideId(UUID.randomUUID().toString()).setVersion(1)
                        .setRiderId(UUID.randomUUID().toString()))
                .setRideRequested(RideRequested.getDefaultInstance())
                .build().toByteString();
        try (var producer = context.getBean(KafkaClients.class).durableProducer("bench-fill")) {
            for (int event = 0; event < events; event++) {
                producer.send(EventRecords.toRecord(new OutboxEntry(EventStreams.RIDES.topic(),
                        envelope(name + event % aggregates, ++versions, payload), TraceContext.NONE),
                        TraceContext.NONE));
            }
        }
    }

    private static EventEnvelope envelope(String aggregate, long version, ByteString payload) {
        return new EventEnvelope(UUID.randomUUID(), EventStreams.RIDES.typeOf("RideRequested"),
                EventStreams.RIDES.source(),
                UUID.nameUUIDFromBytes(aggregate.getBytes(StandardCharsets.UTF_8)).toString(),
                version, Instant.now(), payload);
    }

    /** Returns the number of handled events: applied, stale or duplicate. */
    private long handled() {
        var registry = context.getBean(MeterRegistry.class);
        return (long) registry.find("ridewire.inbox.events").tag("consumer", consumer.name()).counters().stream()
                .mapToDouble(Counter::count).sum();
    }

    private void await(long count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (handled() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("%,d of %,d events were handled within %s".formatted(
                        handled(), count, PATIENCE));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        PublishedStreams publishedStreams() {
            return new PublishedStreams(List.of(EventStreams.RIDES));
        }
    }
}
