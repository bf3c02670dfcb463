package dev.ridewire.booking.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.application.ride.RidesContract;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.service.database.DatabaseProperties;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresRidesTest extends RunningBooking {
    @Autowired
    Rides rides;
    @Autowired
    DatabaseClient database;
    @Autowired
    DatabaseProperties settings;

    @Test
    void aRideThatAnOlderVersionStoredCostsWhatWasQuoted() {
        var id = new RideId(UUID.randomUUID());
        Ride ride = SampleRides.requestedRide(id, new RiderId("rider-" + id));
        rides.add(ride, new RideFact.RideRequested(),
                new IdempotencyKey("key", "fingerprint", SampleRides.NOW.plusSeconds(9)),
                SampleRides.NOW, TraceContext.NONE).block();
        database.sql(
                "update ride set rates = default, quoted_breakdown = default, estimated_meters = default where id = :id")
                .bind("id", id.value()).fetch().rowsUpdated().block();

        var order = rides.find(id).blockOptional().orElseThrow().order();

        assertThat(order.quotedFare()).isEqualTo(ride.order().quotedFare());
        assertThat(order.terms().fareFor(new TripLength(90_000, Duration.ofHours(2))).total())
                .isEqualTo(ride.order().quotedFare());
    }

    @Test
    void whatWasPreparedBeforeAMigrationWorksAfterIt() throws SQLException {
        var id = new RideId(UUID.randomUUID());
        Ride ride = SampleRides.requestedRide(id, new RiderId("rider-" + id));
        rides.add(ride, new RideFact.RideRequested(),
                new IdempotencyKey("key", "fingerprint", SampleRides.NOW.plusSeconds(9)),
                SampleRides.NOW, TraceContext.NONE).block();
        assertThat(rides.find(id).block()).isEqualTo(ride);

        migrate("alter table ride add column of_tomorrow integer");
        assertThat(rides.find(id).block()).isEqualTo(ride);
        assertThat(rides.findNewestOf(ride.order().rider(), RideFilter.ALL, null, 1).block()).containsExactly(ride);
        migrate("alter table ride drop column of_tomorrow");
        assertThat(rides.find(id).block()).isEqualTo(ride);
    }

    private void migrate(String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(settings.jdbcUrl(), settings.owner(), settings.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

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
