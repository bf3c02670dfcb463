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

/** No measured trip came for completed rides: their fares settle all the same, each exactly once whatever the number of instances. */
public final class SettlingUnmeasuredRides {
    private static final Logger log = LoggerFactory.getLogger(SettlingUnmeasuredRides.class);
    /** What one transaction holds at a time. */
    private static final int BATCH = 100;

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    public SettlingUnmeasuredRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    /** Settles a batch and says how many; belongs into a transaction. */
    public Mono<Integer> settleDue() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return rides.lockUnsettled(policy.unmeasuredSince(now), BATCH).flatMap(unsettled -> {
                List<RideChange> changes = unsettled.stream().flatMap(ride -> settled(ride, now).stream()).toList();
                return changes.isEmpty() ? Mono.just(0) : rides.saveAll(changes).map(saved -> saved.size());
            });
        });
    }

    private Optional<RideChange> settled(Ride ride, Instant now) {
        return switch (ride.decide(new RideCommand.SettleFare(null), policy, now)) {
            case Decision.Accepted(Ride settled, RideFact fact) -> {
                log.atWarn().addKeyValue("ride.id", ride.id()).log("trip was never measured, the quoted fare holds");
                yield Optional.of(new RideChange(ride, settled, fact, TraceContext.NONE));
            }
            case Decision.AlreadyDone _,Decision.Counted _,Decision.Rejected _ -> Optional.empty();
        };
    }
}
