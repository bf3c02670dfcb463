package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.application.ride.RequestRejection;
import dev.ridewire.booking.domain.billing.ReceiptRejection;
import dev.ridewire.booking.domain.city.TripRejection;
import dev.ridewire.booking.domain.fare.QuoteRejection;
import dev.ridewire.booking.domain.rating.RatingRejection;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Every "no" of booking in the API's words. */
public final class BookingProblems {
    static final ProblemType IDEMPOTENCY_KEY_MISSING = new ProblemType("idempotency-key-missing",
            HttpStatus.BAD_REQUEST, "The request needs an Idempotency-Key", false);
    static final ProblemType IDEMPOTENCY_KEY_REUSED = new ProblemType("idempotency-key-reused",
            HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key stands for another request", false);
    static final ProblemType REQUEST_IN_FLIGHT = new ProblemType("request-in-flight",
            HttpStatus.CONFLICT, "The same request is still being handled", Duration.ofSeconds(1));
    static final ProblemType ACTIVE_RIDE_EXISTS = new ProblemType("active-ride-exists",
            HttpStatus.CONFLICT, "A rider can have one active ride", false);
    static final ProblemType TOO_MANY_SCHEDULED_RIDES = new ProblemType("too-many-scheduled-rides",
            HttpStatus.CONFLICT, "A rider can have only so many scheduled rides", false);
    static final ProblemType ILLEGAL_STATE = new ProblemType("illegal-state",
            HttpStatus.CONFLICT, "The ride's state does not allow this", false);
    static final ProblemType FEE_CHANGED = new ProblemType("fee-changed",
            HttpStatus.CONFLICT, "Cancelling costs more than you agreed to", false);
    static final ProblemType FARE_NOT_SETTLED = new ProblemType("fare-not-settled",
            HttpStatus.CONFLICT, "The ride's fare is not final yet", Duration.ofMinutes(1));
    static final ProblemType NOT_RATED = new ProblemType("not-rated",
            HttpStatus.NOT_FOUND, "You have not rated this ride", false);
    static final ProblemType RATING_FINAL = new ProblemType("rating-final",
            HttpStatus.CONFLICT, "The rating can no longer be changed", false);
    static final ProblemType PIN_LOCKED = new ProblemType("pin-locked",
            HttpStatus.CONFLICT, "Too many wrong PINs were entered", false);
    static final ProblemType RIDE_CONTENDED = new ProblemType("ride-contended",
            HttpStatus.CONFLICT, "Others kept changing the ride at the same time", Duration.ofSeconds(1));
    static final ProblemType STALE_RIDE = new ProblemType("stale-ride",
            HttpStatus.PRECONDITION_FAILED, "The ride has changed since you saw it", false);
    static final ProblemType WRONG_PIN = new ProblemType("wrong-pin",
            HttpStatus.UNPROCESSABLE_CONTENT, "The PIN is not the rider's", false);
    static final ProblemType QUOTE_INVALID = new ProblemType("quote-invalid",
            HttpStatus.UNPROCESSABLE_CONTENT, "The quote was not made here", false);
    static final ProblemType QUOTE_EXPIRED = new ProblemType("quote-expired",
            HttpStatus.UNPROCESSABLE_CONTENT, "The quote has expired", false);
    static final ProblemType QUOTE_MISMATCH = new ProblemType("quote-mismatch",
            HttpStatus.UNPROCESSABLE_CONTENT, "The quote is for another request", false);
    static final ProblemType PICKUP_EQUALS_DROPOFF = new ProblemType("pickup-equals-dropoff",
            HttpStatus.UNPROCESSABLE_CONTENT, "Pickup and drop-off are the same place", false);
    static final ProblemType OUTSIDE_SERVICE_AREA = new ProblemType("outside-service-area",
            HttpStatus.UNPROCESSABLE_CONTENT, "This trip is not served", false);
    static final ProblemType SCHEDULE_OUT_OF_RANGE = new ProblemType("schedule-out-of-range",
            HttpStatus.UNPROCESSABLE_CONTENT, "A ride can't be scheduled for this time", false);

    /** All of them, for their pages. */
    public static final List<ProblemType> ALL = List.of(IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_REUSED,
            REQUEST_IN_FLIGHT, ACTIVE_RIDE_EXISTS, TOO_MANY_SCHEDULED_RIDES, ILLEGAL_STATE, FEE_CHANGED,
            FARE_NOT_SETTLED, NOT_RATED, RATING_FINAL, PIN_LOCKED, RIDE_CONTENDED, STALE_RIDE, WRONG_PIN, QUOTE_INVALID,
            QUOTE_EXPIRED, QUOTE_MISMATCH, PICKUP_EQUALS_DROPOFF, OUTSIDE_SERVICE_AREA, SCHEDULE_OUT_OF_RANGE);

    private static final String CURRENT_STATE = "currentState";

    private BookingProblems() {}

    static ProblemException of(TripRejection reason) {
        return switch (reason) {
            case TripRejection.TripTooShort(long minimum) -> problem(PICKUP_EQUALS_DROPOFF,
                    "They must be %d m apart or more.".formatted(minimum), Map.of("minimumMeters", minimum));
            case TripRejection.TripTooLong(long maximum) -> new ProblemException(OUTSIDE_SERVICE_AREA,
                    "The trip is too long.", List.of(new FieldFault("/dropoff",
                            "must be within %d km of the pickup".formatted(maximum / 1000))),
                    Map.of());
            case TripRejection.OutsideServiceArea outside -> outsideServiceArea(outside);
        };
    }

    private static ProblemException outsideServiceArea(TripRejection.OutsideServiceArea outside) {
        FieldFault where = switch (outside.which()) {
            case PICKUP -> new FieldFault("/pickup", "lies in no city that is served");
            case DROPOFF -> new FieldFault("/dropoff", "lies too far outside of the pickup's city");
        };
        return new ProblemException(OUTSIDE_SERVICE_AREA, "See what is served.", List.of(where),
                Map.of("served", outside.served().stream().map(Views.CityView::of).toList()));
    }

    static ProblemException of(RequestRejection reason) {
        return switch (reason) {
            case RequestRejection.QuoteInvalid _ -> problem(QUOTE_INVALID, "Ask for a new quote.");
            case RequestRejection.QuoteUnfit(QuoteRejection.QuoteExpired _) -> problem(QUOTE_EXPIRED,
                    "Ask for a new quote.");
            case RequestRejection.QuoteUnfit(QuoteRejection.QuoteMismatch _) -> problem(QUOTE_MISMATCH,
                    "It was made for another rider, other places or without this vehicle class.");
            case RequestRejection.ScheduleUnfit(RideRejection.ScheduleOutOfRange(var earliest, var latest)) ->
                new ProblemException(SCHEDULE_OUT_OF_RANGE, "It is too soon or too far ahead.",
                        List.of(new FieldFault("/scheduledFor", "expected: earliest..latest")),
                        Map.of("earliest", earliest, "latest", latest));
            case RequestRejection.ActiveRideExists(var ride) -> problem(ACTIVE_RIDE_EXISTS,
                    "Your other ride is not over.", ride == null ? Map.of() : Map.of("rideId", ride.value()));
            case RequestRejection.TooManyScheduledRides(int limit) -> problem(TOO_MANY_SCHEDULED_RIDES,
                    "Cancel one of them first.", Map.of("limit", limit));
            case RequestRejection.KeyReused _ -> problem(IDEMPOTENCY_KEY_REUSED, "Choose a new key for a new request.");
            case RequestRejection.KeyInFlight _ -> problem(REQUEST_IN_FLIGHT, "Try again with the same key.");
        };
    }

    static ProblemException of(RideRejection.ToPerson reason) {
        return switch (reason) {
            case RideRejection.RideUnknown _ -> rideUnknown();
            case RideRejection.IllegalState(var current) -> illegalState(current);
            case RideRejection.FeeChanged(var fee) -> problem(FEE_CHANGED,
                    "Nothing was done. Show the fee and let the person decide.", Map.of("fee", MoneyView.of(fee)));
            case RideRejection.WrongPin(int triesLeft) -> problem(WRONG_PIN,
                    "Ask the rider again.", Map.of("triesLeft", triesLeft));
            case RideRejection.PinLocked _ -> problem(PIN_LOCKED, "Give the ride back.");
        };
    }

    static ProblemException of(ReceiptRejection reason) {
        return switch (reason) {
            case ReceiptRejection.IllegalState(var current) -> illegalState(current);
            case ReceiptRejection.FareNotSettled _ -> problem(FARE_NOT_SETTLED,
                    "Try again: it settles when the trip is measured, or within about an hour.",
                    Map.of(CURRENT_STATE, "COMPLETED"));
        };
    }

    static ProblemException of(RatingRejection reason) {
        return switch (reason) {
            case RatingRejection.IllegalState(var current) -> illegalState(current);
            case RatingRejection.RatingFinal _ -> problem(RATING_FINAL, "It was given more than a day ago.");
        };
    }

    static ProblemException notRated() {
        return problem(NOT_RATED, "You may, once the ride is completed.");
    }

    static ProblemException staleRide(long currentVersion) {
        return problem(STALE_RIDE, "Read the ride again and decide anew.", Map.of("currentVersion", currentVersion));
    }

    static ProblemException rideContended() {
        return problem(RIDE_CONTENDED, "Nothing was changed. Try again.");
    }

    private static ProblemException illegalState(RideStatus current) {
        return problem(ILLEGAL_STATE, "The ride is " + current + ".", Map.of(CURRENT_STATE, current.name()));
    }

    static ProblemException rideUnknown() {
        return problem(ProblemType.NOT_FOUND, "There is no such ride, or it is not yours.");
    }

    private static ProblemException problem(ProblemType type, String detail) {
        return new ProblemException(type, detail);
    }

    private static ProblemException problem(ProblemType type, String detail, Map<String, Object> extensions) {
        return new ProblemException(type, detail, List.of(), extensions);
    }
}
