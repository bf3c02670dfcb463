package dev.ridewire.dispatch.application.shift;

import dev.ridewire.dispatch.application.position.LastPositions;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A driver looks at their shift. */
public final class ViewingShift {
    private final Drivers drivers;
    private final LastPositions positions;
    private final Clock clock;

    public ViewingShift(Drivers drivers, LastPositions positions, Clock clock) {
        this.drivers = drivers;
        this.positions = positions;
        this.clock = clock;
    }

    /** A driver who never had a shift is offline. */
    public Mono<Driver> of(String driverId) {
        return drivers.find(driverId).defaultIfEmpty(Driver.unknown(driverId));
    }

    /** Returns the time of the newest position; empty if no ride is offered to the driver for want of a young one. */
    public Optional<Instant> lastPositionAt(String driverId) {
        return positions.freshAt(driverId, clock.instant());
    }
}
