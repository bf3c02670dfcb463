package dev.ridewire.booking.application;

import dev.ridewire.booking.domain.Actor;
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
 * The time of scheduled rides has long passed while their riders were under way in others: they end, at nobody's cost, rather than
 * send a car to someone who has long gone otherwise.
 */
public final class EndingOverdueRides {
    /** Whoever runs the city's rides, without a person in particular. */
    private static final Actor THE_HOUSE = Actor.dispatcher("booking");
    private static final String REASON = "rider-under-way";
    private static final Logger log = LoggerFactory.getLogger(EndingOverdueRides.class);
    /** What one transaction holds at a time. */
    private static final int BATCH = 100;

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    public EndingOverdueRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    /** Ends a batch and says how many; belongs into a transaction. */
    public Mono<Integer> endOverdue() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return rides.lockOverdue(policy.overdueSince(now), BATCH).flatMap(overdue -> {
                List<RideChange> changes = overdue.stream().flatMap(ride -> ended(ride, now).stream()).toList();
                return changes.isEmpty() ? Mono.just(0) : rides.saveAll(changes).map(saved -> saved.size());
            });
        });
    }

    private Optional<RideChange> ended(Ride ride, Instant now) {
        return switch (ride.decide(new RideCommand.Cancel(THE_HOUSE, REASON), policy, now)) {
            case Decision.Accepted(Ride cancelled, RideFact fact) -> {
                log.atInfo().addKeyValue("ride.id", ride.id()).log("scheduled ride is overdue");
                yield Optional.of(new RideChange(ride, cancelled, fact, TraceContext.NONE));
            }
            case Decision.AlreadyDone _,Decision.Counted _,Decision.Rejected _ -> Optional.empty();
        };
    }
}
