package dev.ridewire.booking.domain.rating;

import org.jspecify.annotations.Nullable;

/**
 * The opinion that someone gives of a ride.
 *
 * @param stars   1 to 5
 * @param comment for the operator, never for the other party; null if there is none
 */
public record Review(int stars, @Nullable String comment) {
    public static final int MOST_STARS = 5;

    public Review {
        if (stars < 1 || stars > MOST_STARS) {
            throw new IllegalArgumentException("stars: %d (expected: 1..%d)".formatted(stars, MOST_STARS));
        }
    }

    /** Keeps the text of people out of logs. */
    @Override
    public String toString() {
        return "Review[stars=%d]".formatted(stars);
    }
}
