package dev.ridewire.service.database;

import dev.ridewire.service.ServiceAutoConfiguration;
import dev.ridewire.service.batch.BatchWaits;
import dev.ridewire.service.batch.Batching;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.scheduler.Schedulers;

/** Configures the connection pool, the traced client and the batches. Spring Boot adds the transaction manager. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class, after = ServiceAutoConfiguration.class)
@ConditionalOnProperty("ridewire.database.name")
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseAutoConfiguration {
    private static final String INSTRUMENTATION = "dev.ridewire.service";

    @Bean(destroyMethod = "dispose")
    @ConditionalOnMissingBean(ConnectionFactory.class)
    ConnectionPool connectionFactory(DatabaseProperties database) {
        return BoundedPool.of(database);
    }

    @Bean
    @ConditionalOnMissingBean
    Batching batching(
            DatabaseProperties database, ObjectProvider<OpenTelemetry> telemetry,
            ObjectProvider<MeterRegistry> meters) {
        var pool = database.pool();
        var waits = new BatchWaits(pool.maxPending(), pool.maxAcquire(),
                pool.maxAcquire().plus(database.timeouts().answer()));
        return new Batching(telemetry.getIfAvailable(OpenTelemetry::noop).getTracer(INSTRUMENTATION),
                meters.getIfAvailable(SimpleMeterRegistry::new), Schedulers.parallel(), waits);
    }

    @Bean
    @ConditionalOnMissingBean
    DatabaseClient databaseClient(ConnectionFactory connections, ObjectProvider<OpenTelemetry> telemetry) {
        var tracer = telemetry.getIfAvailable(OpenTelemetry::noop).getTracer(INSTRUMENTATION);
        return new TracedDatabaseClient(DatabaseClient.create(connections), tracer);
    }
}
