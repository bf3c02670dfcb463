package dev.ridewire.booking.adapter.web.fare;

import static dev.ridewire.booking.adapter.web.BookingProblems.OUTSIDE_SERVICE_AREA;
import static dev.ridewire.booking.adapter.web.BookingProblems.PICKUP_EQUALS_DROPOFF;
import static dev.ridewire.booking.adapter.web.BookingProblems.problem;

import dev.ridewire.booking.domain.city.TripRejection;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import java.util.List;
import java.util.Map;

/** The problems of someone whose trip booking does not serve. */
final class FareProblems {
    private FareProblems() {}

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
                Map.of("served", outside.served().stream().map(FareViews.CityView::of).toList()));
    }
}
