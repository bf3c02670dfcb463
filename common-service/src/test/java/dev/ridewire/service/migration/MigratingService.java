package dev.ridewire.service.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.service.database.DatabaseAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A service that does nothing but migrate its database at its start. */
final class MigratingService {
    private MigratingService() {}

    /** @param properties such as the location of the migrations */
    static void start(ServiceDatabase database, String... properties) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class,
                        MigrationAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withPropertyValues(database.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue()).toArray(String[]::new))
                .withPropertyValues(properties)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
