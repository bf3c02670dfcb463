package dev.ridewire.bench.peers;

import dev.ridewire.bench.relay.Place;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Starts Spring Boot applications that contain nothing but the library. */
public final class PeerApplications {
    private PeerApplications() {}

    /**
     * Creates the library's tables with its own script, if they are missing, as the role that owns the other tables
     * too.
     */
    public static void makeTables(Place place, String script) {
        var database = place.database();
        new ResourceDatabasePopulator(new ClassPathResource(script)).execute(new DriverManagerDataSource(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    /**
     * Starts an application.
     *
     * @param place    the library's PostgreSQL
     * @param settings the settings of the library
     */
    public static ConfigurableApplicationContext start(Class<?> application, Place place,
            Map<String, Object> settings) {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("spring.datasource.url", place.database().jdbcUrl());
        properties.put("spring.datasource.username", place.database().appUser());
        properties.put("spring.datasource.password", place.database().appPassword());
        properties.put("spring.kafka.bootstrap-servers", place.kafka());
        properties.put("bench.topic", place.topic());
        // The same as for the baseline: the 5 ms of lingering are Kafka's default, not the library's.
        properties.put("spring.kafka.producer.properties.linger.ms", "0");
        properties.put("spring.task.execution.shutdown.await-termination", "true");
        properties.put("spring.task.execution.shutdown.await-termination-period", "10s");
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(properties)
                .run();
    }
}
