package dev.ridewire.testing.parts;

import dev.ridewire.parts.ServiceDatabase;
import java.util.HashMap;
import java.util.Map;

/** The settings of a service whose test is about something else than a slow database. */
public final class PatientDatabase {
    private PatientDatabase() {}

    /**
     * Returns the service's configuration as Spring properties. It waits longer for a connection than a service does:
     * the first one of a JVM loads the driver, beside other modules that keep the machine busy.
     */
    public static Map<String, String> propertiesOf(ServiceDatabase database) {
        var properties = new HashMap<>(database.properties());
        properties.put("ridewire.database.pool.max-acquire", "20s");
        properties.put("ridewire.database.pool.max-create", "18s");
        return properties;
    }
}
