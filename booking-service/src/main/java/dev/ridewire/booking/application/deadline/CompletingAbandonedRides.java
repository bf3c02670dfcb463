package dev.ridewire.booking.application.deadline;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The use case that completes rides under way whose drivers have vanished. Each completes exactly once, whatever the
 * number of instances. Otherwise their riders could never request another ride.
 */
public final class CompletingAbandonedRides {
    private static final Logger log = LoggerFactory.getLogger(CompletingAbandonedRides.class);

    private final Rides rides;
    private final RidePolicy policy;
    private final Sweep sweep;

    public CompletingAbandonedRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.sweep = new Sweep(rides, policy, clock);
    }

    /** Completes a batch and returns its size. It must run in a transaction. */
    public Mono<Integer> completeAbandoned() {
        return sweep.sweep(now -> rides.lockAbandoned(policy.abandonedSince(now), Sweep.BATCH),
                new RideCommand.CompleteAbandoned(),
                ride -> log.atWarn().addKeyValue("ride.id", ride.id())
                        .log("ride completed by the sweeper: its driver did not complete it in time"));
    }
}
