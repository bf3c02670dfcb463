package dev.ridewire.messaging.database;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service's own database. Two roles: the owner migrates, the application reads and writes.
 *
 * @param name          of the database
 * @param appUser       {@code <name>_app} unless told
 * @param ownerUser     {@code <name>_owner} unless told
 * @param connectRetries how often a start tries again, a second apart and more, where the database is not there yet
 */
@ConfigurationProperties("ridewire.database")
public record DatabaseProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("54320") int port,
        String name,
        @Nullable String appUser,
        String appPassword,
        @Nullable String ownerUser,
        String ownerPassword,
        @DefaultValue("20") int connectRetries,
        @DefaultValue Pool pool,
        @DefaultValue Timeouts timeouts) {
    public DatabaseProperties {
        require("name", name);
        require("app-password", appPassword);
        require("owner-password", ownerPassword);
        appUser = appUser == null ? name + "_app" : appUser;
        ownerUser = ownerUser == null ? name + "_owner" : ownerUser;
    }

    /**
     * Connections of the application.
     *
     * @param maxPending who may wait for a connection; more are refused at once rather than queued
     */
    public record Pool(
            @DefaultValue("4") int initialSize,
            @DefaultValue("20") int maxSize,
            @DefaultValue("200") int maxPending,
            @DefaultValue("3s") Duration maxAcquire,
            @DefaultValue("2s") Duration maxCreate,
            @DefaultValue("1s") Duration maxValidation,
            @DefaultValue("10m") Duration maxIdle,
            @DefaultValue("30m") Duration maxLife) {
        public Pool {
            if (maxValidation.compareTo(maxAcquire) >= 0) {
                // A validation that outlasts the acquisition gives the dead connection back to the pool.
                throw new IllegalArgumentException(
                        "ridewire.database.pool.max-validation: %s (expected: shorter than max-acquire, %s)"
                                .formatted(maxValidation, maxAcquire));
            }
        }
    }

    /** Bounds that the server itself keeps, for a client that gives up tells it nothing. */
    public record Timeouts(
            @DefaultValue("2s") Duration connect,
            @DefaultValue("5s") Duration statement,
            @DefaultValue("2s") Duration lock,
            @DefaultValue("10s") Duration idleInTransaction) {}

    /** Of the application's role. */
    public String app() {
        return Objects.requireNonNull(appUser);
    }

    /** Of the owner's role. */
    public String owner() {
        return Objects.requireNonNull(ownerUser);
    }

    /** For JDBC: migrations and the relay. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?connectTimeout=%d&socketTimeout=30&tcpKeepAlive=true&ApplicationName=%s"
                .formatted(host, port, name, Math.max(1, timeouts.connect().toSeconds()), name);
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "DatabaseProperties[%s:%d/%s, app=%s, owner=%s, pool=%s, timeouts=%s]".formatted(
                host, port, name, appUser, ownerUser, pool, timeouts);
    }

    private static void require(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("ridewire.database." + property + " is missing");
        }
    }
}
