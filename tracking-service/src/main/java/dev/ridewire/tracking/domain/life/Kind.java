package dev.ridewire.tracking.domain.life;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The known types of events: who acts by one, how much it matters, and what the ride waits for after it. */
enum Kind {
    RIDE_SCHEDULED("RideScheduled", Lane.RIDER, Weight.DECISION, Lane.RIDER, "the scheduled time"),
    RIDE_REQUESTED("RideRequested", Lane.RIDER, Weight.DECISION, Lane.DISPATCH, "dispatch to start the search"),
    DRIVER_ASSIGNED("DriverAssigned", Lane.BOOKING, Weight.DECISION, Lane.DRIVER, "the driver to reach the pickup"),
    DRIVER_ARRIVED("DriverArrived", Lane.DRIVER, Weight.DECISION, Lane.RIDER, "the rider to get in"),
    RIDE_STARTED("RideStarted", Lane.DRIVER, Weight.DECISION, Lane.DRIVER, "the trip to end"),
    RIDE_COMPLETED("RideCompleted", Lane.DRIVER, Weight.DECISION, Lane.TRACKING, "late positions"),
    RIDE_CANCELLED("RideCancelled", Lane.RIDER, Weight.FAILURE, null, null),
    DRIVER_CANCELLED("DriverCancelled", Lane.DRIVER, Weight.FAILURE, Lane.DISPATCH, "dispatch to search again"),
    NO_DRIVER_FOUND("NoDriverFound", Lane.BOOKING, Weight.FAILURE, null, null),
    FARE_SETTLED("FareSettled", Lane.BOOKING, Weight.DETAIL, null, null),
    SEARCH_STARTED("SearchStarted", Lane.DISPATCH, Weight.DETAIL, Lane.DISPATCH, "a driver in reach"),
    OFFER_MADE("OfferMade", Lane.DISPATCH, Weight.DECISION, Lane.DRIVER, "the driver's answer"),
    OFFER_DECLINED("OfferDeclined", Lane.DRIVER, Weight.FAILURE, Lane.DISPATCH, "the next driver in reach"),
    OFFER_EXPIRED("OfferExpired", Lane.DISPATCH, Weight.FAILURE, Lane.DISPATCH, "the next driver in reach"),
    MATCH_ASSIGNED("MatchAssigned", Lane.DRIVER, Weight.DECISION, Lane.BOOKING, "booking to confirm the driver"),
    MATCH_FAILED("MatchFailed", Lane.DISPATCH, Weight.FAILURE, Lane.BOOKING, "booking to end the ride"),
    MATCH_CLOSED("MatchClosed", Lane.DISPATCH, Weight.DETAIL, null, null),
    TRIP_MEASURED("TripMeasured", Lane.TRACKING, Weight.DETAIL, Lane.BOOKING, "booking to settle the fare"),
    /** An event of a newer contract, or of a driver. */
    OTHER("", Lane.DISPATCH, Weight.DETAIL, null, null);

    private static final Map<String, Kind> BY_TYPE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));

    private final String type;
    private final Lane lane;
    private final Weight weight;
    private final @Nullable Lane waitsFor;
    private final @Nullable String waitsUntil;

    Kind(String type, Lane lane, Weight weight, @Nullable Lane waitsFor, @Nullable String waitsUntil) {
        this.type = type;
        this.lane = lane;
        this.weight = weight;
        this.waitsFor = waitsFor;
        this.waitsUntil = waitsUntil;
    }

    static Kind of(LifeEvent event) {
        return BY_TYPE.getOrDefault(event.type(), OTHER);
    }

    /** Returns the party that acted. A cancellation names its party. */
    Lane laneOf(LifeEvent event) {
        if (this == RIDE_CANCELLED) {
            return "DRIVER".equals(event.facts().by())
                    ? Lane.DRIVER
                    : "DISPATCHER".equals(event.facts().by()) ? Lane.DISPATCH : Lane.RIDER;
        }
        if (this == OTHER) {
            return switch (event.aggregate()) {
                case RIDE -> Lane.BOOKING;
                case MATCH -> Lane.DISPATCH;
                case DRIVER -> Lane.DRIVER;
                case TRIP -> Lane.TRACKING;
            };
        }
        return lane;
    }

    Weight weight() {
        return weight;
    }

    /** Returns the party that the ride waits for after the event; null where the chain ends. */
    @Nullable
    Lane waitsFor() {
        return waitsFor;
    }

    /** Returns the words after "waiting for"; null where the chain ends. */
    @Nullable
    String waitsUntil() {
        return waitsUntil;
    }
}
