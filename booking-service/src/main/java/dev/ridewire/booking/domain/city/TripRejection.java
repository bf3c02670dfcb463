package dev.ridewire.booking.domain.city;

import java.util.List;
import java.util.Objects;

/** The reason why no city's cars make a trip. */
public sealed interface TripRejection {
    /** Pickup and drop-off are the same place. */
    record TripTooShort(long minimumMeters) implements TripRejection {}

    /** The drop-off is too far from the pickup. */
    record TripTooLong(long maximumMeters) implements TripRejection {}

    /**
     * No city serves this place.
     *
     * @param which  the end of the trip
     * @param served the cities that are served
     */
    record OutsideServiceArea(Stop which, List<City> served) implements TripRejection {
        public OutsideServiceArea {
            Objects.requireNonNull(which, "which");
            served = List.copyOf(served);
        }
    }

    /** An end of a trip. */
    enum Stop {
        PICKUP, DROPOFF
    }
}
