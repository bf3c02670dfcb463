package dev.ridewire.dispatch.domain.ride;

import dev.ridewire.dispatch.domain.offer.Trip;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The news from booking about a ride, as far as it concerns dispatch. */
public sealed interface RideNews {
    UUID rideId();

    /**
     * The ride waits for a driver.
     *
     * @param attempt  1 for the first search, one more each time a driver gave the ride back
     * @param excluded drivers who gave it back
     */
    record Wanted(UUID rideId, int attempt, Trip trip, Set<String> excluded) implements RideNews {
        public Wanted {
            Objects.requireNonNull(rideId, "rideId");
            Objects.requireNonNull(trip, "trip");
            excluded = Set.copyOf(excluded);
            if (attempt < 1) {
                throw new IllegalArgumentException("attempt: " + attempt + " (expected: 1 or more)");
            }
        }
    }

    /** The ride was driven to its end. */
    record Completed(UUID rideId) implements RideNews {
        public Completed {
            Objects.requireNonNull(rideId, "rideId");
        }
    }

    /** The ride ended without being driven: it was cancelled, or the search was given up. */
    record CalledOff(UUID rideId) implements RideNews {
        public CalledOff {
            Objects.requireNonNull(rideId, "rideId");
        }
    }
}
