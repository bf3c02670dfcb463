package dev.ridewire.dispatch.application.nearby;

import dev.ridewire.dispatch.domain.nearby.NearbyClass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The free cars around a rider.
 *
 * @param classes every class of the city, sorted by name
 * @param until   the time at which a new answer can differ from this one
 */
public record Nearby(List<NearbyClass> classes, Instant until) {
    public Nearby {
        classes = List.copyOf(classes);
        Objects.requireNonNull(until, "until");
    }
}
