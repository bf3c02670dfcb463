package dev.ridewire.service.migration;

import dev.ridewire.service.database.DatabaseProperties;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;

/**
 * The migration of a service's schema, as a process of its own that ends. It runs from the jar of the service with the
 * same settings, before the instances of a release start.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
@MigrationParts
public class MigrationJob {
    private static final Logger log = LoggerFactory.getLogger(MigrationJob.class);
    private static final String HELP = """
            Migrates the schema of one service and ends.

            usage: java -cp application.jar dev.ridewire.service.migration.MigrationJob

            The settings are those of the service (environment variables, SPRING_CONFIG_IMPORT):
              RIDEWIRE_DATABASE_HOST, _PORT, _NAME, _OWNERUSER, _OWNERPASSWORD, _APPUSER, _APPPASSWORD, _SSLMODE

            exit codes: 0 every migration is applied, 1 one failed or the database did not answer""";

    /** Ends the process with 0 once the schema is migrated, else with 1. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(HELP);
            return 0;
        }
        var job = new SpringApplicationBuilder(MigrationJob.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                // The job migrates, whatever the settings of the service say about its own start.
                .initializers(context -> context.getEnvironment().getPropertySources().addFirst(
                        new MapPropertySource("migration job", Map.of("ridewire.database.migrate", "at-start"))));
        try (var context = job.run(args)) {
            log.atInfo().addKeyValue("database", context.getBean(DatabaseProperties.class).name())
                    .log("schema migrated");
            return 0;
        } catch (RuntimeException e) {
            log.atError().addKeyValue("cause", NestedExceptionUtils.getMostSpecificCause(e).getMessage())
                    .log("schema not migrated");
            return 1;
        }
    }
}
