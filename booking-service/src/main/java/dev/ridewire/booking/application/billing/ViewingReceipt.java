package dev.ridewire.booking.application.billing;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.Rejection;
import dev.ridewire.booking.domain.billing.Receipt;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.RideId;
import reactor.core.publisher.Mono;

/** Someone wants to know what a ride of theirs cost. */
public final class ViewingReceipt {
    private final Rides rides;

    public ViewingReceipt(Rides rides) {
        this.rides = rides;
    }

    public Mono<Outcome> view(RideId id, Actor viewer) {
        return rides.find(id).<Outcome>map(ride -> ride.partyOf(viewer)
                .<Outcome>map(party -> outcomeOf(Receipt.of(ride, party), party))
                .orElseGet(ViewingReceipt::unknown))
                .defaultIfEmpty(unknown());
    }

    private static Outcome outcomeOf(Receipt.Answer answer, Party viewer) {
        return switch (answer) {
            case Receipt.Answer.Issued(var receipt) -> new Outcome.Issued(receipt, viewer);
            case Receipt.Answer.Refused(var reason) -> new Outcome.Refused(reason);
        };
    }

    private static Outcome unknown() {
        return new Outcome.Refused(new Rejection.RideUnknown());
    }

    /** The answer that the viewer gets. */
    public sealed interface Outcome {
        /** @param viewer for whom it was made out */
        record Issued(Receipt receipt, Party viewer) implements Outcome {}

        record Refused(Rejection reason) implements Outcome {}
    }
}
