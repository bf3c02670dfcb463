package dev.ridewire.dispatch.adapter.web;

import dev.ridewire.dispatch.domain.offer.OfferRejection;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The refusals of dispatch, as problems. */
public final class DispatchProblems {
    static final ProblemType OFFER_EXPIRED = conflict("offer-expired", "The offer was not answered in time");
    static final ProblemType OFFER_WITHDRAWN = conflict("offer-withdrawn", "The ride no longer waits for you");
    static final ProblemType OFFER_ANSWERED = conflict("offer-answered", "You gave the other answer before");
    static final ProblemType DRIVER_BUSY = conflict("driver-busy",
            "Not while a ride is offered to you or driven by you");

    private DispatchProblems() {}

    /** All of them, each with a page. */
    public static List<ProblemType> all() {
        return List.of(OFFER_EXPIRED, OFFER_WITHDRAWN, OFFER_ANSWERED, DRIVER_BUSY);
    }

    public static ProblemException of(OfferRejection rejection) {
        return switch (rejection) {
            case OfferRejection.NoSuchOffer() ->
                new ProblemException(ProblemType.NOT_FOUND, "No offer of that id was made to you.");
            case OfferRejection.TooLate() -> inState(OFFER_EXPIRED, "The offer has expired.", "EXPIRED");
            case OfferRejection.Withdrawn() ->
                inState(OFFER_WITHDRAWN, "The ride was cancelled or given back.", "WITHDRAWN");
            case OfferRejection.AnsweredOtherwise(var given) ->
                inState(OFFER_ANSWERED, "The offer is answered already.", given.name());
        };
    }

    public static ProblemException busy(DriverState current) {
        return inState(DRIVER_BUSY, "Answer the offer or end the ride first.", current.label());
    }

    private static ProblemException inState(ProblemType type, String detail, String currentState) {
        return new ProblemException(type, detail, List.of(), Map.of("currentState", currentState));
    }

    private static ProblemType conflict(String slug, String title) {
        return new ProblemType(slug, HttpStatus.CONFLICT, title, false);
    }
}
