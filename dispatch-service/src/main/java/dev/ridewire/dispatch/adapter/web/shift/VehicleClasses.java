package dev.ridewire.dispatch.adapter.web.shift;

import java.util.Set;

/** The vehicle classes that a city has. */
public record VehicleClasses(Set<String> names) {
    public VehicleClasses {
        names = Set.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no vehicle classes (expected: 1 or more)");
        }
    }
}
