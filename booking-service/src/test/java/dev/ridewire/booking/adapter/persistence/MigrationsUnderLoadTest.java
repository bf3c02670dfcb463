package dev.ridewire.booking.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.messaging.config.MessagingMigrationAutoConfiguration;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.service.database.DatabaseAutoConfiguration;
import dev.ridewire.service.migration.MigrationAutoConfiguration;
import dev.ridewire.testing.parts.TestParts;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Every migration after the first, applied as a service applies it while others write and read hundreds of thousands of
 * rides.
 */
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationsUnderLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final String RIDES = """
            insert into ride (id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                    dropoff_lng, currency, quoted_fare, pin, requested_at, state_changed_at, excluded_drivers, driver_id,
                    completed_at, fare, wrong_pins)
            select uuidv7(), 'rider-' || n % 20000, 7, 'COMPLETED', 1, 'STANDARD', 40.7, -74, 40.8, -74, 'USD', 12.34, '1234',
                   now() - n * interval '10 s', now() - n * interval '10 s', '{}', 'driver-' || n % 2000,
                   now() - n * interval '10 s', 12.34, 0
              from generate_series(1, 200000) n
            """;

    private static ServiceDatabase database;

    @BeforeAll
    static void fillTheFirstVersion() throws SQLException {
        database = TestParts.postgres().freshDatabase("booking");
        migrate("spring.flyway.target=1");
        try (var owner = DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(),
                database.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute(RIDES);
        }
    }

    @Test
    @Order(1)
    void noStatementWaitsLongerThanASecondForAMigration() throws SQLException {
        try (var waits = new WaitsForMigrations(TestParts.postgres(), database);
                var load = WritesAndReads.on(database)) {
            load.awaitMore(100, PATIENCE);

            List<MigrationInfo> applied = migrate("spring.flyway.target=latest");

            assertThat(applied).extracting(migration -> migration.getVersion().getVersion()).contains("1", "2", "5");
            load.awaitMore(100, PATIENCE);
            assertThat(load.failures()).isEmpty();
            assertThat(waits.longest()).isLessThan(LONGEST_WAIT);
        }
    }

    /** The test above can fail. */
    @Test
    @Order(2)
    void aMigrationThatRewritesTheTableIsFelt() throws SQLException {
        try (var waits = new WaitsForMigrations(TestParts.postgres(), database);
                var load = WritesAndReads.on(database)) {
            load.awaitMore(100, PATIENCE);

            migrate("spring.flyway.locations=classpath:db/migration,classpath:db/blocking");

            assertThat(waits.longest()).isGreaterThan(LONGEST_WAIT);
        }
    }

    /** @return all that are applied since */
    private static List<MigrationInfo> migrate(String... properties) {
        var applied = new ArrayList<MigrationInfo>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class,
                        MessagingMigrationAutoConfiguration.class, MigrationAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withPropertyValues(database.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue()).toArray(String[]::new))
                .withPropertyValues(properties)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    applied.addAll(Arrays.asList(context.getBean(Flyway.class).info().applied()));
                });
        return applied;
    }
}
