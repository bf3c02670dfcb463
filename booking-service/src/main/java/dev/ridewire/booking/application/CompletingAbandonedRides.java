package dev.ridewire.booking.application;

import dev.ridewire.booking.domain.Decision;
import dev.ridewire.booking.domain.Ride;
import dev.ridewire.booking.domain.RideCommand;
import dev.ridewire.booking.domain.RideFact;
import dev.ridewire.booking.domain.RidePolicy;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Drivers have vanished with their rides under way. The rides complete without them, each exactly once whatever the number of
 * instances: else their riders could never ask for another one.
 */
public final class CompletingAbandonedRides {
    private static final Logger log = LoggerFactory.getLogger(CompletingAbandonedRides.class);
    /** What one transaction holds at a time. */
    private static final int BATCH = 100;

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    public CompletingAbandonedRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    /** Completes a batch and says how many; belongs into a transaction. */
    public Mono<Integer> completeAbandoned() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return rides.lockAbandoned(policy.abandonedSince(now), BATCH).flatMap(abandoned -> {
                List<RideChange> changes = abandoned.stream().flatMap(ride -> completed(ride, now).stream()).toList();
                return changes.isEmpty() ? Mono.just(0) : rides.saveAll(changes).map(saved -> saved.size());
            });
        });
    }

    private Optional<RideChange> completed(Ride ride, Instant now) {
        return switch (ride.decide(new RideCommand.CompleteAbandoned(), policy, now)) {
            case Decision.Accepted(Ride completed, RideFact fact) -> {
                log.atWarn().addKeyValue("ride.id", ride.id())
                        .log("nobody said that the ride was over, it completes without its driver");
                yield Optional.of(new RideChange(ride, completed, fact, TraceContext.NONE));
            }
            case Decision.AlreadyDone _,Decision.Counted _,Decision.Rejected _ -> Optional.empty();
        };
    }
}
