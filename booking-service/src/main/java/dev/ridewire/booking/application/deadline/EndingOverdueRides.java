package dev.ridewire.booking.application.deadline;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The time of scheduled rides has long passed while their riders were under way in others: they end, at nobody's cost,
 * rather than send a car to someone who has long gone otherwise.
 */
public final class EndingOverdueRides {
    /** The operator of the city's rides, without a person in particular. */
    private static final Actor THE_HOUSE = Actor.dispatcher("booking");
    private static final String REASON = "rider-under-way";
    private static final Logger log = LoggerFactory.getLogger(EndingOverdueRides.class);

    private final Rides rides;
    private final RidePolicy policy;
    private final Sweep sweep;

    public EndingOverdueRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.sweep = new Sweep(rides, policy, clock);
    }

    /** Ends a batch and says how many; belongs into a transaction. */
    public Mono<Integer> endOverdue() {
        return sweep.sweep(now -> rides.lockOverdue(policy.overdueSince(now), Sweep.BATCH),
                new RideCommand.Cancel(THE_HOUSE, REASON),
                ride -> log.atInfo().addKeyValue("ride.id", ride.id()).log("scheduled ride is overdue"));
    }
}
