package dev.ridewire.dispatch.domain;

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

    /** The ride needs no driver any more: completed, cancelled, or given up. */
    record Over(UUID rideId) implements RideNews {
        public Over {
            Objects.requireNonNull(rideId, "rideId");
        }
    }
}
