package dev.ridewire.booking.domain.billing;

import dev.ridewire.booking.domain.fare.Fare;
import dev.ridewire.booking.domain.fare.FareLine;
import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Cancellation;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RideState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.joda.money.Money;

/** The cost of a ride and its reasons, as one of its parties may see them. */
public sealed interface Receipt {
    RideOrder order();

    /** Returns what the rider paid, or the driver earned. */
    Fare fare();

    Instant issuedAt();

    /** Returns the receipt of a ride that took place. */
    record OfRide(RideOrder order, Fare fare, Settlement settlement) implements Receipt {
        public OfRide {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(fare, "fare");
            Objects.requireNonNull(settlement, "settlement");
        }

        @Override
        public Instant issuedAt() {
            return settlement.settledAt();
        }
    }

    /** Returns the receipt of a ride that was cancelled, free or not. */
    record OfCancellation(RideOrder order, Fare fare, Cancellation cancellation, Instant issuedAt) implements Receipt {
        public OfCancellation {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(fare, "fare");
            Objects.requireNonNull(cancellation, "cancellation");
            Objects.requireNonNull(issuedAt, "issuedAt");
        }
    }

    /** Returns the receipt of a ride for one of its parties, or why there is none. A driver sees their own earnings. */
    static Answer of(Ride ride, Party viewer) {
        return switch (ride.state()) {
            case RideState.Completed completed when completed.settlement() == null -> new Answer.Refused(
                    new ReceiptRejection.FareNotSettled());
            case RideState.Completed completed -> ofRide(
                    ride.order(), Objects.requireNonNull(completed.settlement()), viewer);
            case RideState.Cancelled(var cancellation, var _) -> ofCancellation(ride, cancellation);
            case RideState.Scheduled _,RideState.Requested _,RideState.DriverAssigned _,RideState.DriverArrived _,RideState.InProgress _,RideState.NoDriverAvailable _ ->
                new Answer.Refused(new ReceiptRejection.IllegalState(ride.status()));
        };
    }

    private static Answer ofRide(RideOrder order, Settlement settlement, Party viewer) {
        Fare fare = switch (viewer) {
            case RIDER, DISPATCHER -> settlement.fare();
            case DRIVER -> settlement.fare().without(FareLine.Kind.BOOKING_FEE);
        };
        return new Answer.Issued(new OfRide(order, fare, settlement));
    }

    /** The fee goes to the driver, who came in vain. */
    private static Answer ofCancellation(Ride ride, Cancellation cancellation) {
        Money fee = cancellation.fee();
        Fare fare = Fare.of(List.of(new FareLine(FareLine.Kind.CANCELLATION_FEE, fee)));
        return new Answer.Issued(new OfCancellation(ride.order(), fare, cancellation, ride.stateChangedAt()));
    }

    /** The answer to someone who asks for a receipt. */
    sealed interface Answer {
        record Issued(Receipt receipt) implements Answer {}

        record Refused(ReceiptRejection reason) implements Answer {}
    }
}
