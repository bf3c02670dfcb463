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
 * The use case that ends scheduled rides whose time has long passed while their riders were in other rides. They end
 * free of charge: a car would arrive too late to be of use.
 */
public final class EndingOverdueRides {
    /** The operator, as the actor of cancellations that no person asked for. */
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

    /** Ends a batch and returns its size. It must run in a transaction. */
    public Mono<Integer> endOverdue() {
        return sweep.sweep(now -> rides.lockOverdue(policy.overdueSince(now), Sweep.BATCH),
                new RideCommand.Cancel(THE_HOUSE, REASON),
                ride -> log.atInfo().addKeyValue("ride.id", ride.id()).log("overdue scheduled ride cancelled"));
    }
}
