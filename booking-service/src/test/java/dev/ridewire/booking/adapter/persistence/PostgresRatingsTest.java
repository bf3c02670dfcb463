package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.rating.Ratings;
import dev.ridewire.booking.application.rating.RatingsContract;
import dev.ridewire.booking.application.ride.Rides;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;

class PostgresRatingsTest extends RunningBooking {
    @Autowired
    Rides rides;
    @Autowired
    Ratings ratings;

    @Nested
    class KeepsItsWord extends RatingsContract {
        @Override
        protected Rides rides() {
            return rides;
        }

        @Override
        protected Ratings ratings() {
            return ratings;
        }
    }
}
