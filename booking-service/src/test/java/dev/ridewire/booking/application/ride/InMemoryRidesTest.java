package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.ride.RideId;
import java.util.List;

class InMemoryRidesTest extends RidesContract {
    private final InMemoryRides rides = new InMemoryRides();

    @Override
    protected Rides rides() {
        return rides;
    }

    @Override
    protected List<String> factsToldOf(RideId ride) {
        return rides.told().stream()
                .filter(told -> told.ride().id().equals(ride))
                .map(told -> told.fact().getClass().getSimpleName())
                .toList();
    }
}
