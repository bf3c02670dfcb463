package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The use case of a person who changes a ride: cancels it, arrives, starts or completes it. It takes one read and one
 * write, unless others change the ride at the same time.
 */
public final class ChangingRide {
    private static final Logger log = LoggerFactory.getLogger(ChangingRide.class);
    /** The number of tries. A person who loses this often against others gets an error, rather than a longer wait. */
    private static final int TRIES = 4;

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    public ChangingRide(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    /** @param versionFits whether the client wants the command to apply to a ride of this version */
    public Mono<Outcome> change(
            RideId id, RideCommand.OfPerson command, LongPredicate versionFits, TraceContext cause) {
        return change(id, command, versionFits, cause, TRIES);
    }

    private Mono<Outcome> change(
            RideId id, RideCommand.OfPerson command, LongPredicate versionFits, TraceContext cause, int triesLeft) {
        if (triesLeft == 0) {
            return Mono.just(new Outcome.Contended());
        }
        return rides.find(id)
                .flatMap(ride -> apply(ride, command, versionFits, cause)
                        .switchIfEmpty(Mono.defer(() -> change(id, command, versionFits, cause, triesLeft - 1))))
                .defaultIfEmpty(new Outcome.Refused(new RideRejection.RideUnknown()))
                .doOnNext(outcome -> log.atDebug().addKeyValue("ride.id", id)
                        .addKeyValue("command", command.getClass().getSimpleName())
                        .addKeyValue("outcome", outcome.getClass().getSimpleName()).log("ride command handled"));
    }

    /** Returns empty if the ride changed in between. */
    private Mono<Outcome> apply(
            Ride ride, RideCommand.OfPerson command, LongPredicate versionFits, TraceContext cause) {
        boolean fits = versionFits.test(ride.version());
        return switch (ride.decide(command, policy, clock.instant())) {
            // This check comes first: a repeated request carries the version that its first arrival has outdated (RFC
            // 9110, 13.1.1).
            case Decision.AlreadyDone(Ride same) -> Mono.just(new Outcome.Done(same));
            case RideRejection.RideUnknown unknown -> Mono.just(new Outcome.Refused(unknown));
            case Decision.Accepted _,Decision.Counted _,RideRejection.ToPerson _ when !fits ->
                Mono.just(new Outcome.Stale(ride.version()));
            case RideRejection.ToPerson reason -> Mono.just(new Outcome.Refused(reason));
            case Decision.Accepted(Ride changed, RideFact fact) -> save(
                    new RideChange(ride, changed, fact, cause), new Outcome.Done(changed));
            case Decision.Counted(Ride changed, RideRejection.WrongPin reason) -> save(
                    new RideChange(ride, changed, null, cause), new Outcome.Refused(reason));
        };
    }

    private Mono<Outcome> save(RideChange change, Outcome outcome) {
        return rides.save(change).filter(saved -> saved).map(_ -> outcome);
    }

    /** The outcome of the command. */
    public sealed interface Outcome {
        record Done(Ride ride) implements Outcome {}

        record Refused(RideRejection.ToPerson reason) implements Outcome {}

        /** The ride is no longer at the version that the client had seen. */
        record Stale(long currentVersion) implements Outcome {}

        /** Others kept changing the ride at the same time. */
        record Contended() implements Outcome {}
    }
}
