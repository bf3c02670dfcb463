package dev.ridewire.messaging;

import com.google.protobuf.Message;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideRequested;
import dev.ridewire.messaging.config.PublishedStreams;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.outbox.OutboxSql;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.PatientDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A service with nothing in it but messaging. */
public final class TestService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final InMemorySpanExporter spans;
    private final ConfigurableApplicationContext context;

    private TestService(ConfigurableApplicationContext context, InMemorySpanExporter spans) {
        this.context = context;
        this.spans = spans;
    }

    /** A running service, or one that is on its way: it needs no Kafka to start. */
    public static TestService start(ServiceDatabase database, String kafka, EventConsumer<?>... consumers) {
        return start(database, kafka, context -> {
            int number = 0;
            for (var consumer : consumers) {
                context.registerBean("consumer" + number++, EventConsumer.class, () -> consumer);
            }
        });
    }

    public static TestService start(ServiceDatabase database, String kafka, Consumer<GenericApplicationContext> beans,
            String... more) {
        var spans = InMemorySpanExporter.create();
        var telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build())
                .build();
        var properties = new ArrayList<>(List.of(
                "spring.application.name=" + database.service(),
                "spring.kafka.bootstrap-servers=" + kafka,
                "spring.main.banner-mode=off",
                "logging.level.root=warn",
                "logging.level.dev.ridewire=info",
                "logging.level.org.apache.kafka=error",
                "ridewire.messaging.inbox.concurrency=1",
                "ridewire.messaging.relay.heartbeat=500ms",
                "ridewire.messaging.relay.confirm=100ms",
                "ridewire.messaging.topics.partitions=3"));
        for (Map.Entry<String, String> property : PatientDatabase.propertiesOf(database).entrySet()) {
            properties.add(property.getKey() + "=" + property.getValue());
        }
        properties.addAll(List.of(more));
        var context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(properties.toArray(String[]::new))
                .initializers((GenericApplicationContext starting) -> {
                    starting.registerBean(OpenTelemetry.class, () -> telemetry);
                    beans.accept(starting);
                })
                .run();
        return new TestService(context, spans);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public DatabaseClient database() {
        return bean(DatabaseClient.class);
    }

    public TransactionalOperator transaction() {
        return TransactionalOperator.create(bean(ReactiveTransactionManager.class));
    }

    public double count(String meter, String... tags) {
        return bean(MeterRegistry.class).get(meter).tags(tags).counter().count();
    }

    public void record(OutboxEntry... entries) {
        database().sql("insert into outbox (%s) select %s".formatted(OutboxSql.COLUMNS, OutboxSql.ROWS))
                .bind("outbox", OutboxSql.json(List.of(entries)))
                .fetch().rowsUpdated().block(PATIENCE);
    }

    public void execute(String sql) {
        database().sql(sql).fetch().rowsUpdated().block(PATIENCE);
    }

    public long number(String sql) {
        return database().sql(sql).map(row -> row.get(0, Number.class)).one().block(PATIENCE).longValue();
    }

    public static OutboxEntry ride(String rideId, long version) {
        return ride(rideId, version, TraceContext.NONE);
    }

    public static OutboxEntry ride(String rideId, long version, TraceContext cause) {
        return entry(EventStreams.RIDES, UUID.randomUUID(), rideId, version, rideEvent(rideId, version), cause);
    }

    public static RideEvent rideEvent(String rideId, long version) {
        return RideEvent.newBuilder()
                .setRide(Ride.newBuilder().setRideId(rideId).setVersion(version))
                .setRideRequested(RideRequested.getDefaultInstance())
                .build();
    }

    public static <M extends Message> OutboxEntry entry(
            EventStream<M> stream, UUID id, String aggregateId, long version, M message, TraceContext cause) {
        return OutboxEntry.of(
                stream, "RideRequested", id, aggregateId, version, Instant.parse("2026-11-21T10:15:30.123456Z"),
                message, cause);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @org.springframework.context.annotation.Bean
        PublishedStreams publishedStreams() {
            return new PublishedStreams(List.of(EventStreams.RIDES, EventStreams.LOCATIONS));
        }
    }
}
