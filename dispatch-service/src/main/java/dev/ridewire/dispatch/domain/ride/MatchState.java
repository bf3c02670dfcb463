package dev.ridewire.dispatch.domain.ride;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import java.util.Objects;

/** The state of a search: a driver is wanted, asked, found, not available, or no longer needed. */
public sealed interface MatchState {
    record Searching() implements MatchState {}

    /** A driver is asked. */
    record Offered(Offer offer) implements MatchState {
        public Offered {
            Objects.requireNonNull(offer, "offer");
        }
    }

    /** A driver accepted; the vehicle as it was then. */
    record Assigned(Offer offer, Vehicle vehicle) implements MatchState {
        public Assigned {
            Objects.requireNonNull(offer, "offer");
            Objects.requireNonNull(vehicle, "vehicle");
        }
    }

    /** The search window ended without a driver. */
    record Failed() implements MatchState {}

    /** The ride is over. */
    record Closed() implements MatchState {}

    /** The state's name in the contract and in the API. */
    default String label() {
        return switch (this) {
            case Searching() -> "SEARCHING";
            case Offered _ -> "OFFERED";
            case Assigned _ -> "ASSIGNED";
            case Failed() -> "FAILED";
            case Closed() -> "CLOSED";
        };
    }
}
