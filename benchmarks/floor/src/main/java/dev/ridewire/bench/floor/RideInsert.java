package dev.ridewire.bench.floor;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.r2dbc.postgresql.codec.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The row that booking writes for a new ride, in one statement. The values that booking takes from the quote are the
 * same for every ride here.
 */
final class RideInsert {
    private static final String SQL = """
            insert into ride (id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                    dropoff_lng, city, time_zone, tariff_version, surge, estimated_meters, estimated_seconds, rates,
                    currency, quoted_fare, quoted_breakdown, pin, requested_at, state_changed_at, excluded_drivers, wrong_pins)
            values ($1, $2, 1, 'REQUESTED', 1, $3, $4, $5, $6, $7, 'new-york', 'America/New_York', '2026-1', 1, 5000, 769, $8,
                    'USD', $9, $10, $11, $12, $12, '{}', 0)
            """;
    private static final BigDecimal FARE = new BigDecimal("15.00");
    private static final String RATES = """
            {"base": "2.55", "perKilometer": "1.15", "perMinute": "0.35", "minimum": "7.00", "bookingFee": "2.20",
             "cancellationFee": "5.00"}""";
    private static final String BREAKDOWN = """
            [{"kind": "BASE", "amount": "2.55"}, {"kind": "DISTANCE", "amount": "5.75"}, {"kind": "TIME", "amount": "4.50"},
             {"kind": "BOOKING_FEE", "amount": "2.20"}]""";
    private static final int PINS = 10_000;

    private final DatabaseClient database;
    private final TimeBasedEpochRandomGenerator ids = Generators.timeBasedEpochRandomGenerator();

    RideInsert(DatabaseClient database) {
        this.database = database;
    }

    /** The request as clients send it; the benchmark ignores the quote. */
    record Body(String quoteId, String vehicleClass, Place pickup, Place dropoff) {
        record Place(double lat, double lng) {}
    }

    /** @return the ride's id */
    Mono<UUID> run(Body body) {
        UUID id = ids.generate();
        return database.sql(SQL)
                .bind(0, id)
                // A rider has one active ride, so each request comes from another rider.
                .bind(1, "rider-" + id)
                .bind(2, body.vehicleClass())
                .bind(3, body.pickup().lat())
                .bind(4, body.pickup().lng())
                .bind(5, body.dropoff().lat())
                .bind(6, body.dropoff().lng())
                .bind(7, Json.of(RATES))
                .bind(8, FARE)
                .bind(9, Json.of(BREAKDOWN))
                .bind(10, "%04d".formatted(ThreadLocalRandom.current().nextInt(PINS)))
                .bind(11, Instant.now())
                .fetch().rowsUpdated().thenReturn(id);
    }
}
