package dev.ridewire.booking.application.deadline;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The use case that settles the fares of completed rides for which no measured trip came. Each settles exactly once,
 * whatever the number of instances.
 */
public final class SettlingUnmeasuredRides {
    private static final Logger log = LoggerFactory.getLogger(SettlingUnmeasuredRides.class);

    private final Rides rides;
    private final RidePolicy policy;
    private final Sweep sweep;

    public SettlingUnmeasuredRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.sweep = new Sweep(rides, policy, clock);
    }

    /** Settles a batch and returns its size. It must run in a transaction. */
    public Mono<Integer> settleDue() {
        return sweep.sweep(now -> rides.lockUnsettled(policy.unmeasuredSince(now), Sweep.BATCH),
                new RideCommand.SettleFare(null),
                ride -> log.atWarn().addKeyValue("ride.id", ride.id())
                        .log("quoted fare kept: the trip was never measured"));
    }
}
