package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The problems that belong to all of booking's API, and those that several rooms answer with. */
public final class BookingProblems {
    public static final ProblemType IDEMPOTENCY_KEY_MISSING = new ProblemType("idempotency-key-missing",
            HttpStatus.BAD_REQUEST, "The request needs an Idempotency-Key", false);
    public static final ProblemType IDEMPOTENCY_KEY_REUSED = new ProblemType("idempotency-key-reused",
            HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key stands for another request", false);
    public static final ProblemType REQUEST_IN_FLIGHT = new ProblemType("request-in-flight",
            HttpStatus.CONFLICT, "The same request is still being handled", Duration.ofSeconds(1));
    public static final ProblemType ACTIVE_RIDE_EXISTS = new ProblemType("active-ride-exists",
            HttpStatus.CONFLICT, "A rider can have one active ride", false);
    public static final ProblemType TOO_MANY_SCHEDULED_RIDES = new ProblemType("too-many-scheduled-rides",
            HttpStatus.CONFLICT, "A rider can have only so many scheduled rides", false);
    public static final ProblemType ILLEGAL_STATE = new ProblemType("illegal-state",
            HttpStatus.CONFLICT, "The ride's state does not allow this", false);
    public static final ProblemType FEE_CHANGED = new ProblemType("fee-changed",
            HttpStatus.CONFLICT, "Cancelling costs more than you agreed to", false);
    public static final ProblemType FARE_NOT_SETTLED = new ProblemType("fare-not-settled",
            HttpStatus.CONFLICT, "The ride's fare is not final yet", Duration.ofMinutes(1));
    public static final ProblemType NOT_RATED = new ProblemType("not-rated",
            HttpStatus.NOT_FOUND, "You have not rated this ride", false);
    public static final ProblemType RATING_FINAL = new ProblemType("rating-final",
            HttpStatus.CONFLICT, "The rating can no longer be changed", false);
    public static final ProblemType PIN_LOCKED = new ProblemType("pin-locked",
            HttpStatus.CONFLICT, "Too many wrong PINs were entered", false);
    public static final ProblemType RIDE_CONTENDED = new ProblemType("ride-contended",
            HttpStatus.CONFLICT, "Others kept changing the ride at the same time", Duration.ofSeconds(1));
    public static final ProblemType STALE_RIDE = new ProblemType("stale-ride",
            HttpStatus.PRECONDITION_FAILED, "The ride has changed since you saw it", false);
    public static final ProblemType WRONG_PIN = new ProblemType("wrong-pin",
            HttpStatus.UNPROCESSABLE_CONTENT, "The PIN is not the rider's", false);
    public static final ProblemType QUOTE_INVALID = new ProblemType("quote-invalid",
            HttpStatus.UNPROCESSABLE_CONTENT, "The quote was not made here", false);
    public static final ProblemType QUOTE_EXPIRED = new ProblemType("quote-expired",
            HttpStatus.UNPROCESSABLE_CONTENT, "The quote has expired", false);
    public static final ProblemType QUOTE_MISMATCH = new ProblemType("quote-mismatch",
            HttpStatus.UNPROCESSABLE_CONTENT, "The quote is for another request", false);
    public static final ProblemType PICKUP_EQUALS_DROPOFF = new ProblemType("pickup-equals-dropoff",
            HttpStatus.UNPROCESSABLE_CONTENT, "Pickup and drop-off are the same place", false);
    public static final ProblemType OUTSIDE_SERVICE_AREA = new ProblemType("outside-service-area",
            HttpStatus.UNPROCESSABLE_CONTENT, "This trip is not served", false);
    public static final ProblemType SCHEDULE_OUT_OF_RANGE = new ProblemType("schedule-out-of-range",
            HttpStatus.UNPROCESSABLE_CONTENT, "A ride can't be scheduled for this time", false);

    /** Returns all problems, for their pages. */
    public static final List<ProblemType> ALL = List.of(IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_REUSED,
            REQUEST_IN_FLIGHT, ACTIVE_RIDE_EXISTS, TOO_MANY_SCHEDULED_RIDES, ILLEGAL_STATE, FEE_CHANGED,
            FARE_NOT_SETTLED, NOT_RATED, RATING_FINAL, PIN_LOCKED, RIDE_CONTENDED, STALE_RIDE, WRONG_PIN, QUOTE_INVALID,
            QUOTE_EXPIRED, QUOTE_MISMATCH, PICKUP_EQUALS_DROPOFF, OUTSIDE_SERVICE_AREA, SCHEDULE_OUT_OF_RANGE);

    public static final String CURRENT_STATE = "currentState";

    private BookingProblems() {}

    /** Returns the problem that this person has no such ride. */
    public static ProblemException rideUnknown() {
        return problem(ProblemType.NOT_FOUND, "There is no such ride, or it is not yours.");
    }

    /** Returns the problem that the ride's state does not allow the request. */
    public static ProblemException illegalState(RideStatus current) {
        return problem(ILLEGAL_STATE, "The ride is " + current + ".", Map.of(CURRENT_STATE, current.name()));
    }

    /** Returns the problem that others changed the ride first, several times. */
    public static ProblemException rideContended() {
        return problem(RIDE_CONTENDED, "Nothing was changed. Try again.");
    }

    public static ProblemException problem(ProblemType type, String detail) {
        return new ProblemException(type, detail);
    }

    public static ProblemException problem(ProblemType type, String detail, Map<String, Object> extensions) {
        return new ProblemException(type, detail, List.of(), extensions);
    }
}
