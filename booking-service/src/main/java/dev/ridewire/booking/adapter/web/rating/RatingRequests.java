package dev.ridewire.booking.adapter.web.rating;

import dev.ridewire.booking.adapter.web.Faults;
import dev.ridewire.booking.domain.rating.Review;
import org.jspecify.annotations.Nullable;

/** The body of a request to rate a ride, as clients send it. */
final class RatingRequests {
    private RatingRequests() {}

    /** Body of {@code POST /v1/rides/{id}/rating}. */
    record Rating(@Nullable Double stars, @Nullable String comment) {
        Review toReview() {
            var faults = new Faults();
            int given = faults.stars("/stars", stars);
            String text = faults.note("/comment", comment);
            faults.refuseIfAny();
            return new Review(given, text);
        }
    }
}
