package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.application.RidesContract;

class PostgresRidesTest extends RidesContract {
    private static final Rides RIDES = new PostgresRides(MigratedDatabase.client());

    @Override
    protected Rides rides() {
        return RIDES;
    }
}
