package dev.ridewire.booking.application.deadline;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.application.ride.SecondActiveRideException;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The use case that requests scheduled rides from dispatch when their time has come. Each is requested exactly once,
 * whatever the number of instances.
 */
public final class FiringScheduledRides {
    private static final Logger log = LoggerFactory.getLogger(FiringScheduledRides.class);

    private final Rides rides;
    private final RidePolicy policy;
    private final Sweep sweep;

    public FiringScheduledRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.sweep = new Sweep(rides, policy, clock);
    }

    /**
     * Fires a batch and returns its size. If one of its riders gets another active ride at the same moment, the whole
     * batch is undone. Then each ride of the batch is fired alone, and the ride of that rider waits until the other one
     * ends.
     *
     * @param inTransaction runs work in a transaction of its own
     */
    public Mono<Integer> fireDue(UnaryOperator<Mono<Integer>> inTransaction) {
        return inTransaction.apply(fire(Sweep.BATCH)).onErrorResume(SecondActiveRideException.class,
                _ -> Flux.range(0, Sweep.BATCH)
                        .concatMap(_ -> inTransaction.apply(fire(1)).onErrorReturn(SecondActiveRideException.class, 0))
                        .reduce(0, Integer::sum));
    }

    private Mono<Integer> fire(int limit) {
        return sweep.sweep(
                now -> rides.lockDue(policy.dueUntil(now), limit).map(FiringScheduledRides::firstOfEachRider),
                new RideCommand.BecomeDue(),
                ride -> log.atInfo().addKeyValue("ride.id", ride.id()).log("scheduled ride is due: search started"));
    }

    /**
     * Keeps the first due ride of each rider. A second one waits until the first is over, as it would for any active
     * ride.
     */
    private static List<Ride> firstOfEachRider(List<Ride> due) {
        Map<RiderId, Ride> first = new LinkedHashMap<>();
        due.forEach(ride -> first.putIfAbsent(ride.order().rider(), ride));
        return List.copyOf(first.values());
    }
}
