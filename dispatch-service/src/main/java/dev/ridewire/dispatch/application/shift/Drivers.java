package dev.ridewire.dispatch.application.shift;

import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The drivers. Locked after matches, see {@link Matches}. */
public interface Drivers {
    /** Looks without locking; empty for a driver who never had a shift. */
    Mono<Driver> find(String driverId);

    /** Looks without locking for those who can be asked. */
    Mono<List<Driver>> available(Set<String> driverIds);

    /** Locks those that exist, and waits for the transactions that hold them. */
    Mono<List<Driver>> lock(Set<String> driverIds);

    /** Locks those who can be asked, passing over the ones that somebody else holds. */
    Mono<List<Driver>> lockAvailable(Set<String> driverIds);
}
