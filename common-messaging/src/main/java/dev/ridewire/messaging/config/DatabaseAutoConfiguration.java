package dev.ridewire.messaging.config;

import dev.ridewire.messaging.database.DatabaseProperties;
import dev.ridewire.messaging.database.TracedDatabaseClient;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** A pool in which every wait has an end, and statements that are seen in traces. Spring Boot makes transactions of it. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class, after = MessagingAutoConfiguration.class)
@ConditionalOnProperty("ridewire.database.name")
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseAutoConfiguration {
    /** Unbounded by default; a service has tens of statements, not thousands. */
    private static final int PREPARED_STATEMENTS_PER_CONNECTION = 256;
    /**
     * All in one go. With any other size the driver asks for the end of the statement, and so for its commit, only once it has seen the
     * last row: another round trip, in which its locks are held. Every statement bounds its rows itself.
     */
    private static final int ROWS_PER_FETCH = 0;

    @Bean(destroyMethod = "dispose")
    @ConditionalOnMissingBean(ConnectionFactory.class)
    ConnectionPool connectionFactory(DatabaseProperties database) {
        var pool = database.pool();
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(new PostgresqlConnectionFactory(postgres(database)))
                        .name(database.name())
                        .initialSize(pool.initialSize())
                        .maxSize(pool.maxSize())
                        .maxAcquireTime(pool.maxAcquire())
                        .maxCreateConnectionTime(pool.maxCreate())
                        .maxValidationTime(pool.maxValidation())
                        .maxIdleTime(pool.maxIdle())
                        .maxLifeTime(pool.maxLife())
                        // A retry would wait the whole time again.
                        .acquireRetry(0)
                        .validationDepth(ValidationDepth.LOCAL)
                        .customizer(builder -> builder.maxPendingAcquire(pool.maxPending()))
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean
    DatabaseClient databaseClient(ConnectionFactory connections, ObjectProvider<OpenTelemetry> telemetry) {
        var tracer = telemetry.getIfAvailable(OpenTelemetry::noop)
                .getTracer(EventPathAutoConfiguration.INSTRUMENTATION);
        return new TracedDatabaseClient(DatabaseClient.create(connections), tracer);
    }

    static PostgresqlConnectionConfiguration postgres(DatabaseProperties database) {
        var timeouts = database.timeouts();
        var builder = PostgresqlConnectionConfiguration.builder();
        if (database.sslRootCertificate() != null) {
            builder.sslRootCert(database.sslRootCertificate().toString());
        }
        return builder
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .username(database.app())
                .password(database.appPassword())
                .applicationName(database.app())
                .sslMode(SSLMode.fromValue(database.sslMode().value()))
                .connectTimeout(timeouts.connect())
                .statementTimeout(timeouts.statement())
                .lockWaitTimeout(timeouts.lock())
                .options(Map.of("idle_in_transaction_session_timeout", timeouts.idleInTransaction().toMillis() + "ms"))
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .fetchSize(ROWS_PER_FETCH)
                .preparedStatementCacheQueries(PREPARED_STATEMENTS_PER_CONNECTION)
                .build();
    }
}
