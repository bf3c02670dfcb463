package dev.ridewire.booking.application.deadline;

import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * The common steps of all time-based work on rides: lock the rides that are due, let each decide, and store the changes
 * of the batch.
 */
final class Sweep {
    /** The number of rides that one transaction locks at a time. */
    static final int BATCH = 100;

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    Sweep(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Returns how many rides it has changed. It must run in a transaction.
     *
     * @param lockDue finds the rides that are due at a time, and locks them
     * @param tell    is called with each ride that the command changes
     */
    Mono<Integer> sweep(Function<Instant, Mono<List<Ride>>> lockDue, RideCommand command, Consumer<Ride> tell) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return lockDue.apply(now).flatMap(due -> {
                List<RideChange> changes = due.stream().flatMap(ride -> change(ride, command, now, tell)).toList();
                return changes.isEmpty() ? Mono.just(0) : rides.saveAll(changes).map(saved -> saved.size());
            });
        });
    }

    private Stream<RideChange> change(Ride ride, RideCommand command, Instant now, Consumer<Ride> tell) {
        if (ride.decide(command, policy, now) instanceof Decision.Accepted(Ride changed, RideFact fact)) {
            tell.accept(ride);
            return Stream.of(new RideChange(ride, changed, fact, TraceContext.NONE));
        }
        return Stream.empty();
    }
}
