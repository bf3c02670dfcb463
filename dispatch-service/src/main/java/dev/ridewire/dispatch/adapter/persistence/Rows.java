package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.offer.LockedOffer;
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

    /** Prefixes of columns where a row holds an offer with its match and its driver. */
    static final String OF_MATCH = "match_";
    static final String OF_DRIVER = "driver_";

    private Rows() {}

    /** A row's columns with the same prefix. */
    private record Row(Readable columns, String prefix) {
        <T> T get(String column, Class<T> type) {
            return Objects.requireNonNull(find(column, type), column);
        }

        <T> @Nullable T find(String column, Class<T> type) {
            return columns.get(prefix + column, type);
        }
    }

    static Traced<Match> match(Readable row) {
        return match(new Row(row, ""));
    }

    static Driver driver(Readable row) {
        return driver(new Row(row, ""));
    }

    static Offer offer(Readable row) {
        return offer(new Row(row, ""));
    }

    static TripOffer tripOffer(Readable row) {
        return new TripOffer(offer(row), trip(new Row(row, "")));
    }

    static LockedOffer lockedOffer(Readable row) {
        return new LockedOffer(offer(row), match(new Row(row, OF_MATCH)), driver(new Row(row, OF_DRIVER)));
    }

    private static Traced<Match> match(Row row) {
        UUID rideId = row.get("ride_id", UUID.class);
        int attempt = row.get("attempt", Integer.class);
        var match = new Match(rideId, row.get("version", Long.class), attempt, trip(row),
                matchState(row, rideId, attempt), Set.of(row.get("excluded", String[].class)),
                JSON.readValue(row.get("lapsed", Json.class).asArray(), TIMES),
                row.get("waiting_since", Instant.class), row.get("search_until", Instant.class),
                row.get("state_changed_at", Instant.class));
        return new Traced<>(match, new TraceContext(
                row.find("traceparent", String.class), row.find("tracestate", String.class)));
    }

    private static Driver driver(Row row) {
        return new Driver(row.get("driver_id", String.class), row.get("version", Long.class), car(row),
                driverState(row), row.get("status_changed_at", Instant.class));
    }

    private static Offer offer(Row row) {
        return new Offer(row.get("offer_id", UUID.class), row.get("ride_id", UUID.class),
                row.get("driver_id", String.class), row.get("attempt", Integer.class),
                OfferState.valueOf(row.get("state", String.class)),
                Duration.ofMillis(row.get("eta_ms", Long.class)), row.get("made_at", Instant.class),
                row.get("expires_at", Instant.class), row.find("ended_at", Instant.class));
    }

    private static Trip trip(Row row) {
        return new Trip(row.get("vehicle_class", String.class),
                new GeoPoint(row.get("pickup_lat", Double.class), row.get("pickup_lng", Double.class)),
                new GeoPoint(row.get("dropoff_lat", Double.class), row.get("dropoff_lng", Double.class)),
                new Fare(row.get("fare_amount", String.class), row.get("fare_currency", String.class)));
    }

    private static MatchState matchState(Row row, UUID rideId, int attempt) {
        String state = row.get("state", String.class);
        return switch (state) {
            case "SEARCHING" -> new MatchState.Searching();
            case "OFFERED" -> new MatchState.Offered(liveOffer(row, rideId, attempt, OfferState.PENDING));
            case "ASSIGNED" -> new MatchState.Assigned(liveOffer(row, rideId, attempt, OfferState.ACCEPTED), car(row));
            case "FAILED" -> new MatchState.Failed();
            case "CLOSED" -> new MatchState.Closed();
            default -> throw unknown("match", state);
        };
    }

    private static Offer liveOffer(Row row, UUID rideId, int attempt, OfferState state) {
        return new Offer(row.get("offer_id", UUID.class), rideId, row.get("offer_driver_id", String.class), attempt,
                state, Duration.ofMillis(row.get("offer_eta_ms", Long.class)),
                row.get("offer_made_at", Instant.class), row.get("offer_expires_at", Instant.class), null);
    }

    private static DriverState driverState(Row row) {
        String status = row.get("status", String.class);
        return switch (status) {
            case "OFFLINE" -> new DriverState.Offline();
            case "AVAILABLE" -> new DriverState.Available();
            case "OFFERED" -> new DriverState.Offered(row.get("ride_id", UUID.class));
            case "ON_RIDE" -> new DriverState.OnRide(row.get("ride_id", UUID.class));
            default -> throw unknown("driver", status);
        };
    }

    private static Vehicle car(Row row) {
        return new Vehicle(row.get("car_class", String.class), row.get("car_plate", String.class),
                row.get("car_model", String.class));
    }

    private static IllegalStateException unknown(String what, String state) {
        return new IllegalStateException("%s in unknown state %s".formatted(what, state));
    }
}
