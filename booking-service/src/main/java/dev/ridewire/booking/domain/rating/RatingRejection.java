package dev.ridewire.booking.domain.rating;

import dev.ridewire.booking.domain.ride.RideStatus;
import java.util.Objects;

/** The reason why a review is not taken. */
public sealed interface RatingRejection {
    /** The ride is in a state in which nobody can rate it. */
    record IllegalState(RideStatus current) implements RatingRejection {
        public IllegalState {
            Objects.requireNonNull(current, "current");
        }
    }

    /** The rating was given too long ago to be changed. */
    record RatingFinal() implements RatingRejection {}
}
