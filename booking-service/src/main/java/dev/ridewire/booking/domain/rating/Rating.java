package dev.ridewire.booking.domain.rating;

import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One party's opinion of the other party of a ride. Each party rates once and may change the rating for a day.
 *
 * @param by       rider or driver
 * @param revision 1, 2, 3 … with every change
 * @param ratedAt  when it was first given
 */
public record Rating(RideId ride, Party by, int revision, Review review, Instant ratedAt) {
    private static final Duration CHANGEABLE = Duration.ofDays(1);

    public Rating {
        Objects.requireNonNull(ride, "ride");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(review, "review");
        Objects.requireNonNull(ratedAt, "ratedAt");
        if (revision < 1) {
            throw new IllegalArgumentException("revision: " + revision + " (expected: 1 or more)");
        }
    }

    /**
     * Decides the outcome of a review.
     *
     * @param before the same party's rating so far; null if there is none
     */
    public static Decision decide(Ride ride, Party by, @Nullable Rating before, Review review, Instant now) {
        return switch (ride.state()) {
            case RideState.Completed _ when before == null -> new Decision.Given(
                    new Rating(ride.id(), by, 1, review, now));
            case RideState.Completed _ when before.review().equals(review) -> new Decision.AlreadyGiven(before);
            case RideState.Completed _ when now.isAfter(before.changeableUntil()) -> new Decision.Refused(
                    new RatingRejection.RatingFinal());
            case RideState.Completed _ -> new Decision.Given(
                    new Rating(ride.id(), by, before.revision() + 1, review, before.ratedAt()));
            case RideState.Scheduled _,RideState.Requested _,RideState.DriverAssigned _,RideState.DriverArrived _,RideState.InProgress _,RideState.Cancelled _,RideState.NoDriverAvailable _ ->
                new Decision.Refused(new RatingRejection.IllegalState(ride.status()));
        };
    }

    public Instant changeableUntil() {
        return ratedAt.plus(CHANGEABLE);
    }

    /** The decision about a review. */
    public sealed interface Decision {
        /** The rating is new or changed: store it. */
        record Given(Rating rating) implements Decision {}

        /** The party repeated its rating: store nothing. */
        record AlreadyGiven(Rating rating) implements Decision {}

        record Refused(RatingRejection reason) implements Decision {}
    }
}
