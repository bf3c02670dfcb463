package dev.ridewire.tracking.application;

class InMemoryRidesTest extends RidesContract {
    private final Rides rides = new InMemoryRides();

    @Override
    protected Rides rides() {
        return rides;
    }
}
