package dev.ridewire.booking.adapter.web.ride;

import static dev.ridewire.booking.adapter.web.BookingProblems.ACTIVE_RIDE_EXISTS;
import static dev.ridewire.booking.adapter.web.BookingProblems.FEE_CHANGED;
import static dev.ridewire.booking.adapter.web.BookingProblems.IDEMPOTENCY_KEY_REUSED;
import static dev.ridewire.booking.adapter.web.BookingProblems.PIN_LOCKED;
import static dev.ridewire.booking.adapter.web.BookingProblems.QUOTE_EXPIRED;
import static dev.ridewire.booking.adapter.web.BookingProblems.QUOTE_INVALID;
import static dev.ridewire.booking.adapter.web.BookingProblems.QUOTE_MISMATCH;
import static dev.ridewire.booking.adapter.web.BookingProblems.REQUEST_IN_FLIGHT;
import static dev.ridewire.booking.adapter.web.BookingProblems.SCHEDULE_OUT_OF_RANGE;
import static dev.ridewire.booking.adapter.web.BookingProblems.STALE_RIDE;
import static dev.ridewire.booking.adapter.web.BookingProblems.TOO_MANY_SCHEDULED_RIDES;
import static dev.ridewire.booking.adapter.web.BookingProblems.WRONG_PIN;
import static dev.ridewire.booking.adapter.web.BookingProblems.illegalState;
import static dev.ridewire.booking.adapter.web.BookingProblems.problem;
import static dev.ridewire.booking.adapter.web.BookingProblems.rideUnknown;

import dev.ridewire.booking.adapter.web.Views.MoneyView;
import dev.ridewire.booking.application.ride.RequestRejection;
import dev.ridewire.booking.domain.fare.QuoteRejection;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import java.util.List;
import java.util.Map;

/** The problems of someone who gets no ride, or whose action on a ride is refused. */
final class RideProblems {
    private RideProblems() {}

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

    static ProblemException staleRide(long currentVersion) {
        return problem(STALE_RIDE, "Read the ride and decide again.", Map.of("currentVersion", currentVersion));
    }
}
