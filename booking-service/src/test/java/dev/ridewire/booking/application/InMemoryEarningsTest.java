package dev.ridewire.booking.application;

class InMemoryEarningsTest extends EarningsContract {
    private final InMemoryRides rides = new InMemoryRides();
    private final Earnings earnings = new InMemoryEarnings(rides);

    @Override
    protected Rides rides() {
        return rides;
    }

    @Override
    protected Earnings earnings() {
        return earnings;
    }
}
