package dev.ridewire.booking.application.billing;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.billing.Receipt;
import dev.ridewire.booking.domain.billing.ReceiptRejection;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.RideId;
import reactor.core.publisher.Mono;

/** The use case of viewing the receipt of one's own ride. */
public final class ViewingReceipt {
    private final Rides rides;

    public ViewingReceipt(Rides rides) {
        this.rides = rides;
    }

    public Mono<Outcome> view(RideId id, Actor viewer) {
        return rides.find(id).<Outcome>map(ride -> ride.partyOf(viewer)
                .<Outcome>map(party -> outcomeOf(Receipt.of(ride, party), party))
                .orElseGet(Outcome.Unknown::new))
                .defaultIfEmpty(new Outcome.Unknown());
    }

    private static Outcome outcomeOf(Receipt.Answer answer, Party viewer) {
        return switch (answer) {
            case Receipt.Answer.Issued(var receipt) -> new Outcome.Issued(receipt, viewer);
            case Receipt.Answer.Refused(var reason) -> new Outcome.Refused(reason);
        };
    }

    /** The answer that the viewer gets. */
    public sealed interface Outcome {
        /** @param viewer the party for whom the receipt was made */
        record Issued(Receipt receipt, Party viewer) implements Outcome {}

        record Refused(ReceiptRejection reason) implements Outcome {}

        /** There is no such ride, or it does not concern the viewer. */
        record Unknown() implements Outcome {}
    }
}
