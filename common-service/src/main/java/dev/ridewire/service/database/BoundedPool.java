package dev.ridewire.service.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.util.Map;

/** Connection pools in which every wait ends: for a connection, for a lock, for a statement, for the network. */
public final class BoundedPool {
    /** The driver's cache is unbounded by default; a service has tens of statements, not thousands. */
    private static final int PREPARED_STATEMENTS_PER_CONNECTION = 256;
    /**
     * Zero fetches all rows at once. With any other size, the driver completes the statement, and so commits it, only
     * after the last row: another round trip while it holds its locks. Every statement bounds its rows itself.
     */
    private static final int ROWS_PER_FETCH = 0;

    private BoundedPool() {}

    /** Creates the pool; it opens connections when they are first needed. The caller disposes it. */
    public static ConnectionPool of(DatabaseProperties database) {
        var pool = database.pool();
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(connections(database))
                        .name(database.name())
                        .initialSize(pool.initialSize())
                        .maxSize(pool.maxSize())
                        .maxAcquireTime(pool.maxAcquire())
                        .maxCreateConnectionTime(pool.maxCreate())
                        .maxValidationTime(pool.maxValidation())
                        .maxIdleTime(pool.maxIdle())
                        .maxLifeTime(pool.maxLife())
                        // A retry would start the same wait again.
                        .acquireRetry(0)
                        .validationDepth(ValidationDepth.LOCAL)
                        .customizer(builder -> builder.maxPendingAcquire(pool.maxPending()))
                        .build());
    }

    /**
     * Creates connections outside the pool, for a use that holds one as long as the service runs. The caller bounds the
     * wait for a connection.
     */
    public static PostgresqlConnectionFactory unpooled(DatabaseProperties database) {
        return new PostgresqlConnectionFactory(postgres(database));
    }

    private static ConnectionFactory connections(DatabaseProperties database) {
        return new DrainingConnections(
                new TransactionBounds(new PostgresqlConnectionFactory(postgres(database)),
                        database.timeouts().transaction()),
                database.timeouts().answer());
    }

    private static PostgresqlConnectionConfiguration postgres(DatabaseProperties database) {
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
                .options(Map.of(
                        "idle_in_transaction_session_timeout", timeouts.idleInTransaction().toMillis() + "ms",
                        "plan_cache_mode", database.planCacheMode().value()))
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .fetchSize(ROWS_PER_FETCH)
                .preparedStatementCacheQueries(PREPARED_STATEMENTS_PER_CONNECTION)
                .build();
    }
}
