package dev.ridewire.bench.textbook;

import dev.ridewire.bench.textbook.RidesController.Money;
import dev.ridewire.bench.textbook.RidesController.Place;
import dev.ridewire.bench.textbook.RidesController.RideRequest;
import dev.ridewire.bench.textbook.RidesController.RideView;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.NullUnmarked;

/**
 * A ride: the columns that booking writes for a new one. The values that booking takes from the quote are the same for
 * every ride here.
 */
@Entity
@Table(name = "ride")
@NullUnmarked
class RideEntity {
    private static final int PINS = 10_000;
    private static final String RATES = """
            {"base": "2.55", "perKilometer": "1.15", "perMinute": "0.35", "minimum": "7.00", "bookingFee": "2.20",
             "cancellationFee": "5.00"}""";
    private static final String BREAKDOWN = """
            [{"kind": "BASE", "amount": "2.55"}, {"kind": "DISTANCE", "amount": "5.75"}, {"kind": "TIME", "amount": "4.50"},
             {"kind": "BOOKING_FEE", "amount": "2.20"}]""";

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;
    private String riderId;
    private long version;
    private String state;
    private int attempt;
    private String vehicleClass;
    private double pickupLat;
    private double pickupLng;
    private double dropoffLat;
    private double dropoffLng;
    private String city;
    private String timeZone;
    private String tariffVersion;
    private BigDecimal surge;
    private long estimatedMeters;
    private long estimatedSeconds;
    @ColumnTransformer(write = "?::jsonb")
    private String rates;
    private String currency;
    private BigDecimal quotedFare;
    @ColumnTransformer(write = "?::jsonb")
    private String quotedBreakdown;
    private String pin;
    private String note;
    private Instant scheduledFor;
    private Instant requestedAt;
    private Instant stateChangedAt;
    private String[] excludedDrivers;
    private int wrongPins;

    protected RideEntity() {}

    static RideEntity requested(String rider, RideRequest request, Instant now) {
        var ride = new RideEntity();
        ride.riderId = rider;
        ride.version = 1;
        ride.state = "REQUESTED";
        ride.attempt = 1;
        ride.vehicleClass = request.vehicleClass();
        ride.pickupLat = request.pickup().lat();
        ride.pickupLng = request.pickup().lng();
        ride.dropoffLat = request.dropoff().lat();
        ride.dropoffLng = request.dropoff().lng();
        ride.city = "new-york";
        ride.timeZone = "America/New_York";
        ride.tariffVersion = "2026-1";
        ride.surge = BigDecimal.ONE;
        ride.estimatedMeters = 5_000;
        ride.estimatedSeconds = 769;
        ride.rates = RATES;
        ride.currency = "USD";
        ride.quotedFare = new BigDecimal("15.00");
        ride.quotedBreakdown = BREAKDOWN;
        ride.pin = "%04d".formatted(ThreadLocalRandom.current().nextInt(PINS));
        ride.requestedAt = now;
        ride.stateChangedAt = now;
        ride.excludedDrivers = new String[0];
        return ride;
    }

    UUID getId() {
        return id;
    }

    RideView toView() {
        return new RideView(id, riderId, state, version, attempt, vehicleClass, new Place(pickupLat, pickupLng),
                new Place(dropoffLat, dropoffLng), new Money(quotedFare, currency), pin, requestedAt, stateChangedAt);
    }
}
