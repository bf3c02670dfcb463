package dev.ridewire.dispatch.adapter.persistence;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/**
 * The columns of each table that this release reads and writes, in the order of the table. PostgreSQL refuses a
 * statement that was prepared as {@code select *} on every open connection once a migration has added a column. An
 * insert without names would set such a column to null.
 */
final class Columns {
    static final String MATCH = """
            ride_id, version, attempt, state, vehicle_class, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng,
            fare_amount, fare_currency, excluded, lapsed, waiting_since, search_until, state_changed_at,
            offer_id, offer_driver_id, offer_eta_ms, offer_made_at, offer_expires_at,
            car_class, car_plate, car_model, traceparent, tracestate""";
    static final String DRIVER = """
            driver_id, version, status, car_class, car_plate, car_model, ride_id, status_changed_at""";
    static final String OFFER = """
            offer_id, ride_id, driver_id, attempt, state, eta_ms, made_at, expires_at, ended_at""";
    /** An offer and the trip of its match, whose tables have names in common. */
    static final String OFFER_AND_TRIP = """
            offer.offer_id, offer.ride_id, offer.driver_id, offer.attempt, offer.state, offer.eta_ms, offer.made_at,
            offer.expires_at, offer.ended_at,
            ride_match.vehicle_class, ride_match.pickup_lat, ride_match.pickup_lng, ride_match.dropoff_lat,
            ride_match.dropoff_lng, ride_match.fare_amount, ride_match.fare_currency""";

    /** The columns of a match or a driver in a row that holds more than it, to be read with the same prefix. */
    static String prefixed(String prefix, String table, String columns) {
        return Arrays.stream(columns.strip().split(",\\s*"))
                .map(column -> "%2$s.%3$s as %1$s%3$s".formatted(prefix, table, column)).collect(joining(", "));
    }

    private Columns() {}
}
