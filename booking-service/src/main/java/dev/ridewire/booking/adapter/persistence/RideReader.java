package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.AssignedDriver;
import dev.ridewire.booking.domain.ride.Cancellation;
import dev.ridewire.booking.domain.ride.Pin;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.booking.domain.ride.Vehicle;
import dev.ridewire.geo.GeoPoint;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A ride as it is read from its table. */
final class RideReader {
    /**
     * The columns that are read, to stand after {@code select}. They are named one by one: a statement prepared as
     * {@code select *} breaks on every open connection when a migration adds a column.
     */
    static final String COLUMNS = """
            ride.id, ride.rider_id, ride.version, ride.state, ride.attempt, ride.vehicle_class, ride.pickup_lat,
            ride.pickup_lng, ride.dropoff_lat, ride.dropoff_lng, ride.city, ride.time_zone, ride.tariff_version, ride.surge,
            ride.estimated_meters, ride.estimated_seconds, ride.rates, ride.currency, ride.quoted_fare,
            ride.quoted_breakdown, ride.pin, ride.note, ride.scheduled_for, ride.requested_at, ride.state_changed_at,
            ride.excluded_drivers, ride.driver_id, ride.driver_vehicle_class, ride.driver_plate, ride.driver_model,
            ride.pickup_eta_seconds, ride.assigned_at, ride.wrong_pins, ride.started_at, ride.completed_at, ride.fare,
            ride.fare_breakdown, ride.settled_because, ride.settled_at, ride.measured_meters, ride.measured_seconds,
            ride.cancelled_by, ride.cancellation_reason, ride.cancellation_fee""";

    private final Readable row;

    private RideReader(Readable row) {
        this.row = row;
    }

    static Ride read(Readable row) {
        return new RideReader(row).ride();
    }

    private Ride ride() {
        return new Ride(
                new RideId(required("id", UUID.class)),
                order(),
                required("version", Long.class),
                required("attempt", Integer.class),
                Arrays.stream(required("excluded_drivers", String[].class)).map(DriverId::new)
                        .collect(Collectors.toSet()),
                state(),
                required("requested_at", Instant.class),
                required("state_changed_at", Instant.class));
    }

    private RideOrder order() {
        Money quotedFare = money(required("quoted_fare", BigDecimal.class));
        return new RideOrder(
                new RiderId(required("rider_id", String.class)),
                new VehicleClass(required("vehicle_class", String.class)),
                new GeoPoint(required("pickup_lat", Double.class), required("pickup_lng", Double.class)),
                new GeoPoint(required("dropoff_lat", Double.class), required("dropoff_lng", Double.class)),
                FareJson.readFare(row.get("quoted_breakdown", Json.class), quotedFare),
                terms(quotedFare),
                new Pin(required("pin", String.class)),
                row.get("scheduled_for", Instant.class),
                row.get("note", String.class));
    }

    private FareTerms terms(Money quotedFare) {
        return new FareTerms(
                required("city", String.class),
                ZoneId.of(required("time_zone", String.class)),
                required("tariff_version", String.class),
                new Surge(required("surge", BigDecimal.class)),
                new TripLength(required("estimated_meters", Long.class),
                        Duration.ofSeconds(required("estimated_seconds", Long.class))),
                FareJson.readRates(row.get("rates", Json.class), quotedFare));
    }

    private RideState state() {
        return switch (RideStatus.valueOf(required("state", String.class))) {
            case SCHEDULED -> new RideState.Scheduled();
            case REQUESTED -> new RideState.Requested();
            case DRIVER_ASSIGNED -> new RideState.DriverAssigned(assignedDriver());
            case DRIVER_ARRIVED -> new RideState.DriverArrived(
                    assignedDriver(), required("wrong_pins", Integer.class));
            case IN_PROGRESS -> new RideState.InProgress(assignedDriver(), required("started_at", Instant.class));
            case COMPLETED -> new RideState.Completed(assignedDriver(), required("started_at", Instant.class),
                    required("completed_at", Instant.class), settlement());
            case CANCELLED -> new RideState.Cancelled(
                    new Cancellation(
                            Party.valueOf(required("cancelled_by", String.class)),
                            required("cancellation_reason", String.class),
                            money(required("cancellation_fee", BigDecimal.class))),
                    row.get("driver_id") == null ? null : assignedDriver());
            case NO_DRIVER_AVAILABLE -> new RideState.NoDriverAvailable();
        };
    }

    private AssignedDriver assignedDriver() {
        return new AssignedDriver(
                new DriverId(required("driver_id", String.class)),
                new Vehicle(
                        new VehicleClass(required("driver_vehicle_class", String.class)),
                        required("driver_plate", String.class),
                        required("driver_model", String.class)),
                Duration.ofSeconds(required("pickup_eta_seconds", Integer.class)),
                required("assigned_at", Instant.class));
    }

    /** Fares that settled before their reasons were stored count as quoted fares. */
    private @Nullable Settlement settlement() {
        BigDecimal fare = row.get("fare", BigDecimal.class);
        if (fare == null) {
            return null;
        }
        Instant settledAt = row.get("settled_at", Instant.class);
        String basis = row.get("settled_because", String.class);
        return new Settlement(
                FareJson.readFare(row.get("fare_breakdown", Json.class), money(fare)),
                basis == null ? Settlement.Basis.QUOTE_HELD : Settlement.Basis.valueOf(basis),
                measured(),
                settledAt == null ? required("completed_at", Instant.class) : settledAt);
    }

    private @Nullable TripLength measured() {
        Long meters = row.get("measured_meters", Long.class);
        return meters == null
                ? null
                : new TripLength(meters, Duration.ofSeconds(required("measured_seconds", Long.class)));
    }

    /** The column has three decimals, most currencies two. */
    private Money money(BigDecimal amount) {
        return Money.of(CurrencyUnit.of(required("currency", String.class)), amount, RoundingMode.UNNECESSARY);
    }

    private <T> T required(String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
