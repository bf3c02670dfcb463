package dev.ridewire.booking.config;

import dev.ridewire.booking.adapter.geometry.PolygonArea;
import dev.ridewire.booking.domain.city.City;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts the operator's description of the cities into cities, or fails with a sentence that says what is wrong and
 * where.
 */
final class Cities {
    private Cities() {}

    static List<City> of(Map<String, CityProperties> described) {
        Map<String, PolygonArea> areas = new LinkedHashMap<>();
        List<City> cities = new ArrayList<>();
        described.forEach((id, properties) -> {
            try {
                cities.add(properties.toCity(id));
                requireApart(areas, properties.polygon());
                areas.put(id, properties.polygon());
                properties.surge();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("ridewire.booking.cities.%s: %s".formatted(id, e.getMessage()), e);
            }
        });
        return cities;
    }

    /** A pickup in two cities would have two prices. */
    private static void requireApart(Map<String, PolygonArea> areas, PolygonArea area) {
        areas.forEach((id, other) -> {
            if (other.overlaps(area)) {
                throw new IllegalArgumentException("area overlaps with that of " + id);
            }
        });
    }
}
