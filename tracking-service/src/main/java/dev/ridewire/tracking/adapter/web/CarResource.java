package dev.ridewire.tracking.adapter.web;

import dev.ridewire.tracking.application.WatchingRide.CarSight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The car as a watcher sees it: the {@code location} event. */
record CarResource(
        double lat, double lng, @Nullable Double heading, Instant recordedAt, long ageSeconds, int etaSeconds) {
    static CarResource of(CarSight sight) {
        var ping = sight.ping();
        return new CarResource(ping.position().lat(), ping.position().lng(), ping.headingDegrees(), ping.recordedAt(),
                sight.ageSeconds(), sight.etaSeconds());
    }
}
