package dev.ridewire.booking.application;

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
