package dev.ridewire.messaging.config;

import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.InboxListeners;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.messaging.relay.supervise.RelayHealth;
import dev.ridewire.messaging.relay.supervise.RelayReadiness;
import dev.ridewire.service.database.DatabaseAutoConfiguration;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.service.migration.MigrationAutoConfiguration;
import dev.ridewire.service.schedule.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Configures the path between a service's database and Kafka, in both directions. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, MigrationAutoConfiguration.class,
        MessagingAutoConfiguration.class,
        R2dbcAutoConfiguration.class, R2dbcTransactionManagerAutoConfiguration.class})
@ConditionalOnProperty("ridewire.database.name")
public class EventPathAutoConfiguration {
    static final String INSTRUMENTATION = "dev.ridewire.messaging";

    @Bean
    @ConditionalOnProperty(name = "ridewire.messaging.relay.enabled", matchIfMissing = true)
    OutboxRelay outboxRelay(
            @Value("${spring.application.name}") String service, DatabaseProperties database,
            MessagingProperties messaging,
            KafkaClients kafka, OpenTelemetry telemetry, MeterRegistry registry, Clock clock) {
        return new OutboxRelay(
                service, database, messaging.relay(), kafka, telemetry.getTracer(INSTRUMENTATION), registry, clock);
    }

    @Bean
    @ConditionalOnBean(OutboxRelay.class)
    RelayHealth relayHealthIndicator(OutboxRelay relay) {
        return new RelayHealth(relay);
    }

    @Bean
    RelayReadiness relayReadinessHealthIndicator(ObjectProvider<OutboxRelay> relay) {
        return new RelayReadiness(relay.getIfAvailable());
    }

    @Bean
    @ConditionalOnProperty(name = "ridewire.messaging.inbox.enabled", matchIfMissing = true)
    @ConditionalOnBean(EventConsumer.class)
    InboxListeners inboxListeners(
            @Value("${spring.application.name}") String service, List<EventConsumer<?>> consumers, KafkaClients kafka,
            DatabaseClient database, ReactiveTransactionManager transactions, MessagingProperties messaging,
            OpenTelemetry telemetry, MeterRegistry registry) {
        return new InboxListeners(service, consumers, kafka, database, TransactionalOperator.create(transactions),
                messaging.inbox(), telemetry.getTracer(INSTRUMENTATION), registry);
    }

    @Bean
    Loop housekeeping(DatabaseClient database, MessagingProperties properties, MeterRegistry registry) {
        return new Housekeeping(database, properties).loop(registry);
    }
}
