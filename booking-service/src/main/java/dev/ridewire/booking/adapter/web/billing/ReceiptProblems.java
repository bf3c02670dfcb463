package dev.ridewire.booking.adapter.web.billing;

import static dev.ridewire.booking.adapter.web.BookingProblems.CURRENT_STATE;
import static dev.ridewire.booking.adapter.web.BookingProblems.FARE_NOT_SETTLED;
import static dev.ridewire.booking.adapter.web.BookingProblems.illegalState;
import static dev.ridewire.booking.adapter.web.BookingProblems.problem;

import dev.ridewire.booking.domain.billing.ReceiptRejection;
import dev.ridewire.web.problem.ProblemException;
import java.util.Map;

/** The problems of someone who asks for a receipt that does not exist. */
final class ReceiptProblems {
    private ReceiptProblems() {}

    static ProblemException of(ReceiptRejection reason) {
        return switch (reason) {
            case ReceiptRejection.IllegalState(var current) -> illegalState(current);
            case ReceiptRejection.FareNotSettled _ -> problem(FARE_NOT_SETTLED,
                    "Try again: it settles when the trip is measured, or within about an hour.",
                    Map.of(CURRENT_STATE, "COMPLETED"));
        };
    }
}
