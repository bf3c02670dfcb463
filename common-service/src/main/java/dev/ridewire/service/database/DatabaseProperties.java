package dev.ridewire.service.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service's own database. Two roles: the owner migrates, the application reads and writes.
 *
 * @param name          of the database
 * @param appUser       {@code <name>_app} unless set
 * @param ownerUser     {@code <name>_owner} unless set
 * @param ownerPassword only where the process migrates; null in a service whose {@code migrate} is {@code separately}
 * @param migrate       whether a service migrates its schema when it starts
 * @param sslMode       whether connections are encrypted, and how the server proves its identity
 * @param sslRootCertificate a file with the trusted certificates (PEM) for the server; the JVM's trust store unless set
 * @param connectRetries how often a start retries, with pauses of a second and more, while the database does not answer
 * @param planCacheMode  how often the server plans a prepared statement
 */
@ConfigurationProperties("ridewire.database")
public record DatabaseProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("54320") int port,
        String name,
        @Nullable String appUser,
        String appPassword,
        @Nullable String ownerUser,
        @Nullable String ownerPassword,
        @DefaultValue("at-start") Migrate migrate,
        @DefaultValue("verify-full") SslMode sslMode,
        @Nullable Path sslRootCertificate,
        @DefaultValue("20") int connectRetries,
        @DefaultValue("auto") PlanCacheMode planCacheMode,
        @DefaultValue Pool pool,
        @DefaultValue Timeouts timeouts) {
    public DatabaseProperties {
        require("name", name);
        require("app-password", appPassword);
        if (migrate == Migrate.AT_START) {
            require("owner-password", ownerPassword);
        }
        appUser = appUser == null ? name + "_app" : appUser;
        ownerUser = ownerUser == null ? name + "_owner" : ownerUser;
    }

    /** The moments at which a schema is migrated. */
    public enum Migrate {
        /** Each instance of a service migrates before it serves. */
        AT_START,
        /**
         * The migration job of the same release has migrated before. The service holds no owner's password, and it
         * refuses to start on a schema that lacks a migration.
         */
        SEPARATELY
    }

    /**
     * The modes of libpq's {@code sslmode}, without three. Two of them continue unencrypted if the server asks for it.
     * The two drivers interpret {@code verify-ca} differently.
     */
    public enum SslMode {
        /** No encryption: for a database on the same machine, or behind a proxy that encrypts. */
        DISABLE,
        /** Encryption without a check of the server's identity. */
        REQUIRE,
        /** Encryption to the server of that name, which a trusted certificate confirms. */
        VERIFY_FULL;

        /** Returns the name that libpq and the drivers use. */
        public String value() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The values of PostgreSQL's {@code plan_cache_mode} that suit a service. */
    public enum PlanCacheMode {
        /** Plans a statement for its parameters again and again where that looks cheaper. */
        AUTO,
        /**
         * Plans a statement once for each connection. It saves the planning of large statements, which can cost more
         * than their execution. Only for a service whose plans without knowledge of the parameters are tested.
         */
        FORCE_GENERIC_PLAN;

        /** Returns the name that PostgreSQL uses. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Connections of the application.
     *
     * @param maxPending how many callers may wait for a connection; further ones fail at once
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
                // A validation that takes longer than the acquisition would return the dead connection to the pool.
                throw new IllegalArgumentException(
                        "ridewire.database.pool.max-validation: %s (expected: shorter than max-acquire, %s)"
                                .formatted(maxValidation, maxAcquire));
            }
        }
    }

    /**
     * Bounds that the server itself enforces, because a client that gives up does not tell it.
     *
     * @param transaction longer than any transaction of a service; enforced from PostgreSQL 17 on
     */
    public record Timeouts(
            @DefaultValue("2s") Duration connect,
            @DefaultValue("5s") Duration statement,
            @DefaultValue("2s") Duration lock,
            @DefaultValue("10s") Duration idleInTransaction,
            @DefaultValue("30s") Duration transaction) {
        /** The time that an answer may need beyond the server's statement timeout. */
        private static final Duration ANSWER = Duration.ofSeconds(2);

        /** Returns the longest time from the sending of a statement to its answer. */
        Duration answer() {
            return statement.plus(ANSWER);
        }
    }

    /** Returns the name of the application's role. */
    public String app() {
        return Objects.requireNonNull(appUser);
    }

    /** Returns the name of the owner's role. */
    public String owner() {
        return Objects.requireNonNull(ownerUser);
    }

    /**
     * Returns the owner's password.
     *
     * @throws IllegalStateException if this process has none
     */
    public String requiredOwnerPassword() {
        if (ownerPassword == null || ownerPassword.isBlank()) {
            throw new IllegalStateException(
                    "ridewire.database.owner-password is missing: a migration runs as the owner");
        }
        return ownerPassword;
    }

    /** Returns the JDBC URL for migrations and the relay. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?connectTimeout=%d&socketTimeout=30&tcpKeepAlive=true&ApplicationName=%s%s"
                .formatted(host, port, name, Math.max(1, timeouts.connect().toSeconds()), name, jdbcSsl().entrySet()
                        .stream().map(option -> "&" + option.getKey() + "="
                                + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining()));
    }

    /** Returns the options of PostgreSQL's JDBC driver for {@code sslMode} and {@code sslRootCertificate}. */
    public Map<String, String> jdbcSsl() {
        if (sslRootCertificate != null) {
            return Map.of("sslmode", sslMode.value(), "sslrootcert", sslRootCertificate.toString());
        }
        return sslMode == SslMode.VERIFY_FULL
                // Without this option, the driver looks for a file in the home folder.
                ? Map.of("sslmode", sslMode.value(), "sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                : Map.of("sslmode", sslMode.value());
    }

    /** Leaves the passwords out. */
    @Override
    public String toString() {
        return "DatabaseProperties[%s:%d/%s, app=%s, owner=%s, ssl=%s, pool=%s, timeouts=%s]".formatted(
                host, port, name, appUser, ownerUser, sslMode.value(), pool, timeouts);
    }

    private static void require(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("ridewire.database." + property + " is missing");
        }
    }
}
