package dev.ridewire.service.database;

import dev.ridewire.parts.ServiceDatabase;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of databases that tests run on. */
final class TestDatabases {
    /** The first connection of a JVM loads the driver: beside other modules that takes longer than a service waits. */
    private static final Map<String, String> PATIENT = Map.of(
            "ridewire.database.pool.max-acquire", "20s", "ridewire.database.pool.max-create", "18s");

    private TestDatabases() {}

    static DatabaseProperties settingsOf(ServiceDatabase database) {
        return settingsOf(database, Map.of());
    }

    /** @param more properties, by their whole names, beside or instead of the database's own */
    static DatabaseProperties settingsOf(ServiceDatabase database, Map<String, String> more) {
        var properties = new HashMap<>(database.properties());
        properties.putAll(PATIENT);
        properties.putAll(more);
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ridewire.database", DatabaseProperties.class);
    }
}
