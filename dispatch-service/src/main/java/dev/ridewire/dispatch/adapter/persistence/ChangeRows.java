package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchChange;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverChange;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.events.TraceContext;
import io.r2dbc.postgresql.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Changes as rows: one JSON parameter a table, so the statement's text is the same however many there are. */
final class ChangeRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ChangeRows() {}

    static Json matches(List<Traced<Change>> changes) {
        return json(changes.stream().flatMap(traced -> {
            @Nullable
            MatchChange change = traced.value().match();
            return change == null ? Stream.empty() : Stream.of(row(change.match(), traced.trace()));
        }));
    }

    static Json drivers(List<Traced<Change>> changes) {
        return json(changes.stream().map(traced -> traced.value().driver()).filter(Objects::nonNull)
                .map(DriverChange::driver).map(ChangeRows::row));
    }

    static Json offers(List<Traced<Change>> changes) {
        return json(changes.stream().map(traced -> traced.value().offer()).filter(Objects::nonNull)
                .map(ChangeRows::row));
    }

    private static Map<String, @Nullable Object> row(Match match, TraceContext trace) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("ride_id", match.rideId());
        row.put("version", match.version());
        row.put("attempt", match.attempt());
        row.put("state", match.state().label());
        row.put("vehicle_class", match.trip().vehicleClass());
        row.put("pickup_lat", match.trip().pickup().lat());
        row.put("pickup_lng", match.trip().pickup().lng());
        row.put("dropoff_lat", match.trip().dropoff().lat());
        row.put("dropoff_lng", match.trip().dropoff().lng());
        row.put("fare_amount", match.trip().fare().amount());
        row.put("fare_currency", match.trip().fare().currency());
        row.put("excluded", match.excluded());
        row.put("lapsed", match.lapsed());
        row.put("waiting_since", match.waitingSince());
        row.put("search_until", match.searchUntil());
        row.put("state_changed_at", match.stateChangedAt());
        match.liveOffer().ifPresent(offer -> {
            row.put("offer_id", offer.id());
            row.put("offer_driver_id", offer.driverId());
            row.put("offer_eta_ms", offer.pickupEta().toMillis());
            row.put("offer_made_at", offer.madeAt());
            row.put("offer_expires_at", offer.expiresAt());
        });
        if (match.state() instanceof MatchState.Assigned(Offer _, Vehicle car)) {
            putCar(row, car);
        }
        row.put("traceparent", trace.traceparent());
        row.put("tracestate", trace.tracestate());
        return row;
    }

    private static Map<String, @Nullable Object> row(Driver driver) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("driver_id", driver.id());
        row.put("version", driver.version());
        row.put("status", driver.state().label());
        putCar(row, Objects.requireNonNull(driver.vehicle(), "vehicle of a driver who had a shift"));
        row.put("ride_id", driver.rideId().orElse(null));
        row.put("status_changed_at", driver.statusChangedAt());
        return row;
    }

    private static Map<String, @Nullable Object> row(Offer offer) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("offer_id", offer.id());
        row.put("ride_id", offer.rideId());
        row.put("driver_id", offer.driverId());
        row.put("attempt", offer.attempt());
        row.put("state", offer.state().name());
        row.put("eta_ms", offer.pickupEta().toMillis());
        row.put("made_at", offer.madeAt());
        row.put("expires_at", offer.expiresAt());
        row.put("ended_at", offer.endedAt());
        return row;
    }

    private static void putCar(Map<String, @Nullable Object> row, Vehicle car) {
        row.put("car_class", car.vehicleClass());
        row.put("car_plate", car.plate());
        row.put("car_model", car.model());
    }

    private static Json json(Stream<Map<String, @Nullable Object>> rows) {
        return Json.of(JSON.writeValueAsBytes(rows.toList()));
    }
}
