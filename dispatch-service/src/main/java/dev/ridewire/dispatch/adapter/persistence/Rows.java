package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.TracedMatch;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.domain.offer.Fare;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.events.TraceContext;
import dev.ridewire.geo.GeoPoint;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows read as what they mean. */
final class Rows {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Instant>> TIMES = new TypeReference<>() {
    };

    private Rows() {}

    static TracedMatch match(Readable row) {
        UUID rideId = get(row, "ride_id", UUID.class);
        int attempt = get(row, "attempt", Integer.class);
        var match = new Match(rideId, get(row, "version", Long.class), attempt, trip(row),
                matchState(row, rideId, attempt), Set.of(get(row, "excluded", String[].class)),
                JSON.readValue(get(row, "lapsed", Json.class).asArray(), TIMES),
                get(row, "waiting_since", Instant.class), get(row, "search_until", Instant.class),
                get(row, "state_changed_at", Instant.class));
        return new TracedMatch(match, new TraceContext(
                row.get("traceparent", String.class), row.get("tracestate", String.class)));
    }

    static Driver driver(Readable row) {
        return new Driver(get(row, "driver_id", String.class), get(row, "version", Long.class), car(row),
                driverState(row), get(row, "status_changed_at", Instant.class));
    }

    static Offer offer(Readable row) {
        return new Offer(get(row, "offer_id", UUID.class), get(row, "ride_id", UUID.class),
                get(row, "driver_id", String.class), get(row, "attempt", Integer.class),
                OfferState.valueOf(get(row, "state", String.class)),
                Duration.ofMillis(get(row, "eta_ms", Long.class)), get(row, "made_at", Instant.class),
                get(row, "expires_at", Instant.class), row.get("ended_at", Instant.class));
    }

    static TripOffer tripOffer(Readable row) {
        return new TripOffer(offer(row), trip(row));
    }

    private static Trip trip(Readable row) {
        return new Trip(get(row, "vehicle_class", String.class),
                new GeoPoint(get(row, "pickup_lat", Double.class), get(row, "pickup_lng", Double.class)),
                new GeoPoint(get(row, "dropoff_lat", Double.class), get(row, "dropoff_lng", Double.class)),
                new Fare(get(row, "fare_amount", String.class), get(row, "fare_currency", String.class)));
    }

    private static MatchState matchState(Readable row, UUID rideId, int attempt) {
        String state = get(row, "state", String.class);
        return switch (state) {
            case "SEARCHING" -> new MatchState.Searching();
            case "OFFERED" -> new MatchState.Offered(liveOffer(row, rideId, attempt, OfferState.PENDING));
            case "ASSIGNED" -> new MatchState.Assigned(liveOffer(row, rideId, attempt, OfferState.ACCEPTED), car(row));
            case "FAILED" -> new MatchState.Failed();
            case "CLOSED" -> new MatchState.Closed();
            default -> throw unknown("match", state);
        };
    }

    private static Offer liveOffer(Readable row, UUID rideId, int attempt, OfferState state) {
        return new Offer(get(row, "offer_id", UUID.class), rideId, get(row, "offer_driver_id", String.class), attempt,
                state, Duration.ofMillis(get(row, "offer_eta_ms", Long.class)),
                get(row, "offer_made_at", Instant.class), get(row, "offer_expires_at", Instant.class), null);
    }

    private static DriverState driverState(Readable row) {
        String status = get(row, "status", String.class);
        return switch (status) {
            case "OFFLINE" -> new DriverState.Offline();
            case "AVAILABLE" -> new DriverState.Available();
            case "OFFERED" -> new DriverState.Offered(get(row, "ride_id", UUID.class));
            case "ON_RIDE" -> new DriverState.OnRide(get(row, "ride_id", UUID.class));
            default -> throw unknown("driver", status);
        };
    }

    private static Vehicle car(Readable row) {
        return new Vehicle(get(row, "car_class", String.class), get(row, "car_plate", String.class),
                get(row, "car_model", String.class));
    }

    private static IllegalStateException unknown(String what, String state) {
        return new IllegalStateException("%s in unknown state %s".formatted(what, state));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        @Nullable
        T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
