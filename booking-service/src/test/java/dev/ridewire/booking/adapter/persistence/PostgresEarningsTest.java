package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.billing.Earnings;
import dev.ridewire.booking.application.billing.EarningsContract;
import dev.ridewire.booking.application.ride.Rides;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;

class PostgresEarningsTest extends RunningBooking {
    @Autowired
    Rides rides;
    @Autowired
    Earnings earnings;

    @Nested
    class KeepsItsWord extends EarningsContract {
        @Override
        protected Rides rides() {
            return rides;
        }

        @Override
        protected Earnings earnings() {
            return earnings;
        }
    }
}
