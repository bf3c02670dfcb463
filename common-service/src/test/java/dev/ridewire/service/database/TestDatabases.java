package dev.ridewire.service.database;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.PatientDatabase;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of databases that tests run on. */
final class TestDatabases {
    private TestDatabases() {}

    static DatabaseProperties settingsOf(ServiceDatabase database) {
        return settingsOf(database, Map.of());
    }

    /** @param more properties, by their whole names, beside or instead of the database's own */
    static DatabaseProperties settingsOf(ServiceDatabase database, Map<String, String> more) {
        var properties = new HashMap<>(PatientDatabase.propertiesOf(database));
        properties.putAll(more);
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ridewire.database", DatabaseProperties.class);
    }
}
