package dev.ridewire.booking.adapter.web.rating;

import static dev.ridewire.booking.adapter.web.BookingProblems.NOT_RATED;
import static dev.ridewire.booking.adapter.web.BookingProblems.RATING_FINAL;
import static dev.ridewire.booking.adapter.web.BookingProblems.illegalState;
import static dev.ridewire.booking.adapter.web.BookingProblems.problem;

import dev.ridewire.booking.domain.rating.RatingRejection;
import dev.ridewire.web.problem.ProblemException;

/** The problems of someone whose review is not accepted, or who has given none. */
final class RatingProblems {
    private RatingProblems() {}

    static ProblemException of(RatingRejection reason) {
        return switch (reason) {
            case RatingRejection.IllegalState(var current) -> illegalState(current);
            case RatingRejection.RatingFinal _ -> problem(RATING_FINAL, "It was given more than a day ago.");
        };
    }

    static ProblemException notRated() {
        return problem(NOT_RATED, "You may, once the ride is completed.");
    }
}
