package dev.ridewire.booking.application.billing;

import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.Rides;

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
