package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Cancellation;
import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.booking.domain.ride.RideState;
import java.time.Clock;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The use case of someone who wants to know the price of cancelling a ride. The ride decides as if they cancelled it,
 * and does not change.
 */
public final class PreviewingCancellation {
    /** A reason is required, but does not change the price. */
    private static final String REASON = "preview";

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    public PreviewingCancellation(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    public Mono<Outcome> preview(RideId id, Actor asker) {
        return rides.find(id)
                .map(ride -> outcomeOf(ride, asker, clock.instant()))
                .defaultIfEmpty(new Outcome.Refused(new RideRejection.RideUnknown()));
    }

    private Outcome outcomeOf(Ride ride, Actor asker, Instant now) {
        return switch (ride.cancelAtAnyFee(asker, REASON, policy, now)) {
            case Decision.Accepted(Ride after, RideFact _) when after.state() instanceof RideState.Cancelled ended ->
                ends(ride, ended.cancellation(), policy.freeUntil(ride, asker, now));
            case Decision.Accepted _ -> new Outcome.GivesBack(ride);
            case Decision.AlreadyDone(Ride same) when same.state() instanceof RideState.Cancelled ended
                    && same.concerns(asker) ->
                ends(ride, ended.cancellation(), null);
            // A driver who gave the ride back before is no longer a party to it.
            case Decision.AlreadyDone _ -> new Outcome.Refused(new RideRejection.RideUnknown());
            case RideRejection.ToPreview reason -> new Outcome.Refused(reason);
        };
    }

    private static Outcome ends(Ride ride, Cancellation cancellation, @Nullable Instant freeUntil) {
        return new Outcome.Ends(ride, cancellation.by(), cancellation.fee(), freeUntil);
    }

    /** The effect of a cancellation at this time. */
    public sealed interface Outcome {
        /**
         * The cancellation would end the ride, or has ended it.
         *
         * @param ride      the ride as it is now
         * @param freeUntil the time until which it stays free; null if it is not free, or if time does not change that
         */
        record Ends(Ride ride, Party by, Money fee, @Nullable Instant freeUntil) implements Outcome {}

        /**
         * A driver would give the ride back, and dispatch would search for another one within the limit.
         *
         * @param ride the ride as it is now
         */
        record GivesBack(Ride ride) implements Outcome {}

        record Refused(RideRejection.ToPreview reason) implements Outcome {}
    }
}
