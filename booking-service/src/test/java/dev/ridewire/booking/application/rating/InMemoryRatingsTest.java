package dev.ridewire.booking.application.rating;

import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.Rides;

class InMemoryRatingsTest extends RatingsContract {
    private final Rides rides = new InMemoryRides();
    private final Ratings ratings = new InMemoryRatings(rides);

    @Override
    protected Rides rides() {
        return rides;
    }

    @Override
    protected Ratings ratings() {
        return ratings;
    }
}
