package dev.ridewire.dispatch.application.shift;

import dev.ridewire.dispatch.domain.shift.Driver;
import reactor.core.publisher.Mono;

/** A driver looks at their shift. */
public final class ViewingShift {
    private final Drivers drivers;

    public ViewingShift(Drivers drivers) {
        this.drivers = drivers;
    }

    /** A driver who never had a shift is offline. */
    public Mono<Driver> of(String driverId) {
        return drivers.find(driverId).defaultIfEmpty(Driver.unknown(driverId));
    }
}
