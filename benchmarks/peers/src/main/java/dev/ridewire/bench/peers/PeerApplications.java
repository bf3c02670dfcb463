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

/** Starts Spring Boot applications that have nothing but the library. */
public final class PeerApplications {
    private PeerApplications() {}

    /**
     * Makes the library's tables by its own script, if they are missing, as the role that owns the others' tables too.
     */
    public static void makeTables(Place place, String script) {
        var database = place.database();
        new ResourceDatabasePopulator(new ClassPathResource(script)).execute(new DriverManagerDataSource(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    /**
     * Starts one.
     *
     * @param place    where the library finds PostgreSQL
     * @param settings the library's
     */
    public static ConfigurableApplicationContext start(Class<?> application, Place place,
            Map<String, Object> settings) {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("spring.datasource.url", place.database().jdbcUrl());
        properties.put("spring.datasource.username", place.database().appUser());
        properties.put("spring.datasource.password", place.database().appPassword());
        properties.put("spring.kafka.bootstrap-servers", place.kafka());
        properties.put("bench.topic", place.topic());
        // As the floor sends: Kafka's own 5 ms of lingering are not the library's.
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
