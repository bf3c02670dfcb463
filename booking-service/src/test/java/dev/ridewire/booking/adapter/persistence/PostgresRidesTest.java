package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.Rides;
import dev.ridewire.booking.application.RidesContract;
import dev.ridewire.booking.domain.RideId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresRidesTest extends RunningBooking {
    @Autowired
    Rides rides;
    @Autowired
    DatabaseClient database;

    @Nested
    class KeepsItsWord extends RidesContract {
        @Override
        protected Rides rides() {
            return rides;
        }

        @Override
        protected List<String> factsToldOf(RideId ride) {
            return database.sql("select type from outbox where aggregate_id = :ride order by version")
                    .bind("ride", ride.toString())
                    .map(row -> String.valueOf(row.get("type", String.class)))
                    .all().map(type -> type.substring(type.lastIndexOf('.') + 1)).collectList().blockOptional()
                    .orElseThrow();
        }
    }
}
