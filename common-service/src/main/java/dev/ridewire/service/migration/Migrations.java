package dev.ridewire.service.migration;

import dev.ridewire.service.database.DatabaseProperties;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * A Flyway that lets running statements go first. While a migration in a transaction waits for its lock, all later
 * statements wait too. So it waits for a moment only, and retries later. A migration outside a transaction takes only
 * locks that block no service, so it may wait for long.
 */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    /** The lock timeout of a concurrent build, which waits for all transactions that began before it. */
    private static final Duration LOCK_TIMEOUT_OUTSIDE = Duration.ofMinutes(10);
    /** The pause between tries: long enough that the statements queued behind one try are through before the next. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 60;
    /**
     * The timeout for the longest statement, such as an index on a large table. The server needs none, because it
     * notices when its client dies.
     */
    private static final Duration LONGEST = Duration.ofHours(2);
    /** Lifts a bound of the role, on servers that have it (PostgreSQL 17 and later). */
    private static final String NO_TRANSACTION_TIMEOUT = """
            select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'""";
    private static final int MAX_SECONDS_BETWEEN_CONNECTS = 2;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final RetryTemplate PATIENCE = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(TRIES - 1)
            .delay(PAUSE)
            .predicate(Migrations::gaveWay)
            .build());

    private Migrations() {}

    static String url(DatabaseProperties database) {
        return database.jdbcUrl() + "&socketTimeout=" + LONGEST.toSeconds() + "&options=-c%20lock_timeout%3D"
                + LOCK_TIMEOUT.toMillis();
    }

    static FluentConfiguration patient(FluentConfiguration configuration, DatabaseProperties database) {
        // If a transaction held Flyway's lock, "create index concurrently" and the creation of slots would wait for
        // Flyway itself.
        configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        return configuration.callbacks(new Waiting())
                .initSql(NO_TRANSACTION_TIMEOUT)
                // The tables of the messaging library are in the schema already when the service's first migration
                // runs.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // The retries come a second apart, because another instance may run a long migration.
                .lockRetryCount(Math.toIntExact(LONGEST.toSeconds()))
                .connectRetries(database.connectRetries())
                .connectRetriesInterval(MAX_SECONDS_BETWEEN_CONNECTS);
    }

    /** @throws FlywayException if a migration fails, or does not get its lock in any of its tries */
    static void apply(Flyway flyway) {
        try {
            PATIENCE.execute(() -> {
                try {
                    return flyway.migrate();
                } catch (FlywayException e) {
                    if (gaveWay(e)) {
                        log.warn("migration postponed: another session holds a lock that it needs");
                        forgetWhatBrokeOff(flyway);
                    }
                    throw e;
                }
            });
        } catch (RetryException e) {
            throw e.getCause() instanceof FlywayException failure ? failure : new FlywayException(e.getMessage(), e);
        }
    }

    /**
     * Checks that a schema has every migration of this release, each as this release knows it. A schema may have later
     * ones, of the next release.
     *
     * @throws FlywayException if one is missing, failed, or differs
     */
    static void requireApplied(Flyway flyway) {
        var result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            var faults = result.invalidMigrations.stream()
                    .map(fault -> "%s %s: %s".formatted(fault.version, fault.description,
                            fault.errorDetails.errorMessage))
                    .toList();
            throw new FlywayException(
                    "the schema does not hold this release's migrations in %s: run its migration job first. %s"
                            .formatted(flyway.getConfiguration().getTable(), faults));
        }
    }

    private static boolean gaveWay(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refusal
                && LOCK_NOT_AVAILABLE.equals(refusal.getSQLState());
    }

    /**
     * Deletes the record of a script that failed outside a transaction, which Flyway would leave to a person. Our
     * scripts can be run again, as a gate of the build checks.
     */
    private static void forgetWhatBrokeOff(Flyway flyway) {
        var configuration = flyway.getConfiguration();
        try (var connection = configuration.getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from \"%s\" where not success".formatted(configuration.getTable()));
        } catch (SQLException e) {
            throw new FlywayException("the record of a broken-off migration could not be deleted", e);
        }
    }

    /** A callback that sets how long each migration waits for a lock. */
    private static final class Waiting extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            var connection = context.getConnection();
            try (var statement = connection.createStatement()) {
                boolean outside = connection.getAutoCommit();
                statement.execute(outside
                        ? "set lock_timeout = " + LOCK_TIMEOUT_OUTSIDE.toMillis()
                        : "reset lock_timeout");
            } catch (SQLException e) {
                throw new FlywayException("the lock timeout could not be set", e);
            }
        }
    }
}
