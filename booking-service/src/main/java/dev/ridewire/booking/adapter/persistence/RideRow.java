package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.AssignedDriver;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RideState;
import io.r2dbc.postgresql.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ride as it is written to its table: one JSON object for each row, so that one parameter carries any number of
 * rides.
 */
final class RideRow {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RideRow() {}

    /** Returns the rows for {@code jsonb_populate_recordset(null::ride, …)}. */
    static Json of(List<Ride> rides) {
        return Json.of(JSON.writeValueAsBytes(rides.stream().map(RideRow::columns).toList()));
    }

    private static Map<String, @Nullable Object> columns(Ride ride) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", ride.id().toString());
        columns.put("version", ride.version());
        columns.put("state", ride.status().name());
        columns.put("attempt", ride.attempt());
        columns.put("requested_at", ride.requestedAt().toString());
        columns.put("state_changed_at", ride.stateChangedAt().toString());
        columns.put("excluded_drivers", ride.excludedDrivers().stream().map(DriverId::value).sorted().toList());
        columns.put("wrong_pins", ride.wrongPins());
        putOrder(columns, ride.order());
        putTerms(columns, ride.order().terms());
        putState(columns, ride.state());
        AssignedDriver driver = ride.state().driver();
        if (driver != null) {
            putDriver(columns, driver);
        }
        return columns;
    }

    private static void putOrder(Map<String, @Nullable Object> columns, RideOrder order) {
        columns.put("rider_id", order.rider().value());
        columns.put("vehicle_class", order.vehicleClass().name());
        columns.put("pickup_lat", order.pickup().lat());
        columns.put("pickup_lng", order.pickup().lng());
        columns.put("dropoff_lat", order.dropoff().lat());
        columns.put("dropoff_lng", order.dropoff().lng());
        columns.put("currency", order.quotedFare().getCurrencyUnit().getCode());
        columns.put("quoted_fare", order.quotedFare().getAmount());
        columns.put("quoted_breakdown", FareJson.of(order.quoted()));
        columns.put("pin", order.pin().digits());
        columns.put("note", order.note());
        columns.put("scheduled_for", order.scheduledFor() == null ? null : order.scheduledFor().toString());
    }

    private static void putTerms(Map<String, @Nullable Object> columns, FareTerms terms) {
        columns.put("city", terms.city());
        columns.put("time_zone", terms.zone().getId());
        columns.put("tariff_version", terms.tariffVersion());
        columns.put("surge", terms.surge().multiplier());
        columns.put("estimated_meters", terms.estimate().distanceMeters());
        columns.put("estimated_seconds", terms.estimate().duration().toSeconds());
        columns.put("rates", FareJson.of(terms.rates()));
    }

    private static void putDriver(Map<String, @Nullable Object> columns, AssignedDriver driver) {
        columns.put("driver_id", driver.id().value());
        columns.put("driver_vehicle_class", driver.vehicle().vehicleClass().name());
        columns.put("driver_plate", driver.vehicle().plate());
        columns.put("driver_model", driver.vehicle().model());
        columns.put("pickup_eta_seconds", driver.pickupEta().toSeconds());
        columns.put("assigned_at", driver.assignedAt().toString());
    }

    private static void putSettlement(Map<String, @Nullable Object> columns, @Nullable Settlement settlement) {
        if (settlement == null) {
            return;
        }
        TripLength measured = settlement.measured();
        columns.put("fare", settlement.fare().total().getAmount());
        columns.put("fare_breakdown", FareJson.of(settlement.fare()));
        columns.put("driver_earnings", settlement.driverEarnings().getAmount());
        columns.put("settled_because", settlement.basis().name());
        columns.put("settled_at", settlement.settledAt().toString());
        columns.put("measured_meters", measured == null ? null : measured.distanceMeters());
        columns.put("measured_seconds", measured == null ? null : measured.duration().toSeconds());
    }

    private static void putState(Map<String, @Nullable Object> columns, RideState state) {
        switch (state) {
            case RideState.InProgress(var _, var startedAt) -> columns.put("started_at", startedAt.toString());
            case RideState.Completed(var _, var startedAt, var completedAt, var settlement) -> {
                columns.put("started_at", startedAt.toString());
                columns.put("completed_at", completedAt.toString());
                putSettlement(columns, settlement);
            }
            case RideState.Cancelled(var cancellation, var driver) -> {
                columns.put("cancelled_by", cancellation.by().name());
                columns.put("cancellation_reason", cancellation.reason());
                columns.put("cancellation_fee", cancellation.fee().getAmount());
                // The fee goes to a driver who came in vain. A driver who was not on the way has earned nothing.
                if (driver != null && !cancellation.fee().isZero()) {
                    columns.put("driver_earnings", cancellation.fee().getAmount());
                }
            }
            case RideState.Scheduled _,RideState.Requested _,RideState.DriverAssigned _,RideState.DriverArrived _,RideState.NoDriverAvailable _ -> {
                // These states have no columns of their own.
            }
        }
    }
}
