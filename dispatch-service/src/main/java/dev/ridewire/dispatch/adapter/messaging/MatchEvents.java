package dev.ridewire.dispatch.adapter.messaging;

import static dev.ridewire.dispatch.adapter.messaging.Contract.place;
import static dev.ridewire.dispatch.adapter.messaging.Contract.timestamp;
import static dev.ridewire.dispatch.adapter.messaging.Contract.vehicle;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchChange;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.dispatch.match.v1.MatchAssigned;
import dev.ridewire.events.dispatch.match.v1.MatchClosed;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.dispatch.match.v1.MatchFailed;
import dev.ridewire.events.dispatch.match.v1.OfferDeclined;
import dev.ridewire.events.dispatch.match.v1.OfferExpired;
import dev.ridewire.events.dispatch.match.v1.OfferMade;
import dev.ridewire.events.dispatch.match.v1.OfferState;
import dev.ridewire.events.dispatch.match.v1.SearchStarted;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.util.UUID;

/** Matches as the contract tells of them. */
public final class MatchEvents {
    private MatchEvents() {}

    public static OutboxEntry entry(MatchChange change, UUID eventId, TraceContext cause) {
        Match match = change.match();
        var event = MatchEvent.newBuilder().setMatch(state(match));
        String fact = switch (change.fact()) {
            case SEARCH_STARTED -> {
                event.setSearchStarted(SearchStarted.getDefaultInstance());
                yield "SearchStarted";
            }
            case OFFER_MADE -> {
                event.setOfferMade(OfferMade.getDefaultInstance());
                yield "OfferMade";
            }
            case OFFER_DECLINED -> {
                event.setOfferDeclined(OfferDeclined.getDefaultInstance());
                yield "OfferDeclined";
            }
            case OFFER_EXPIRED -> {
                event.setOfferExpired(OfferExpired.getDefaultInstance());
                yield "OfferExpired";
            }
            case MATCH_ASSIGNED -> {
                event.setMatchAssigned(MatchAssigned.getDefaultInstance());
                yield "MatchAssigned";
            }
            case MATCH_FAILED -> {
                event.setMatchFailed(MatchFailed.getDefaultInstance());
                yield "MatchFailed";
            }
            case MATCH_CLOSED -> {
                event.setMatchClosed(MatchClosed.getDefaultInstance());
                yield "MatchClosed";
            }
        };
        return OutboxEntry.of(EventStreams.MATCHES, fact, eventId, match.rideId().toString(), match.version(),
                match.stateChangedAt(), event.build(), cause);
    }

    private static dev.ridewire.events.dispatch.match.v1.Match state(Match match) {
        var state = dev.ridewire.events.dispatch.match.v1.Match.newBuilder()
                .setRideId(match.rideId().toString())
                .setState(stateOf(match.state()))
                .setVersion(match.version())
                .setAttempt(match.attempt())
                .setSearchUntil(timestamp(match.searchUntil()))
                .setStateChangedAt(timestamp(match.stateChangedAt()));
        match.liveOffer().ifPresent(offer -> state.setOffer(offer(offer, match.trip()))
                .setPickupEtaSeconds(Math.toIntExact(offer.pickupEta().toSeconds())));
        if (match.state() instanceof MatchState.Assigned(Offer offer, Vehicle car)) {
            state.setDriverId(offer.driverId()).setVehicle(vehicle(car));
        }
        return state.build();
    }

    private static dev.ridewire.events.dispatch.match.v1.Offer offer(Offer offer, Trip trip) {
        return dev.ridewire.events.dispatch.match.v1.Offer.newBuilder()
                .setOfferId(offer.id().toString())
                .setDriverId(offer.driverId())
                .setExpiresAt(timestamp(offer.expiresAt()))
                .setState(stateOf(offer))
                .setPickup(place(trip.pickup()))
                .setDropoff(place(trip.dropoff()))
                .setVehicleClass(trip.vehicleClass())
                .setFare(Money.newBuilder().setAmount(trip.fare().amount()).setCurrency(trip.fare().currency()))
                .setPickupEtaSeconds(Math.toIntExact(offer.pickupEta().toSeconds()))
                .build();
    }

    private static OfferState stateOf(Offer offer) {
        return switch (offer.state()) {
            case PENDING -> OfferState.OFFER_STATE_PENDING;
            case ACCEPTED -> OfferState.OFFER_STATE_ACCEPTED;
            case DECLINED, EXPIRED, WITHDRAWN -> throw new IllegalStateException(
                    "offer %s is %s and still part of a match".formatted(offer.id(), offer.state()));
        };
    }

    private static dev.ridewire.events.dispatch.match.v1.MatchState stateOf(MatchState state) {
        return switch (state) {
            case MatchState.Searching() -> dev.ridewire.events.dispatch.match.v1.MatchState.MATCH_STATE_SEARCHING;
            case MatchState.Offered _ -> dev.ridewire.events.dispatch.match.v1.MatchState.MATCH_STATE_OFFERED;
            case MatchState.Assigned _ -> dev.ridewire.events.dispatch.match.v1.MatchState.MATCH_STATE_ASSIGNED;
            case MatchState.Failed() -> dev.ridewire.events.dispatch.match.v1.MatchState.MATCH_STATE_FAILED;
            case MatchState.Closed() -> dev.ridewire.events.dispatch.match.v1.MatchState.MATCH_STATE_CLOSED;
        };
    }
}
