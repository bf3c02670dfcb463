package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.messaging.outbox.OutboxSql;
import dev.ridewire.tracking.application.Trips;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Trips, each stored with its event in one statement. */
public final class PostgresTrips implements Trips {
    private static final String RECORD = """
            /* record trips */
            with told as (
                select ride_id, driver_id, started_at, completed_at, distance_meters, positions
                from jsonb_to_recordset(cast(:trips as jsonb)) as trip(
                    ride_id uuid, driver_id text, started_at timestamptz, completed_at timestamptz,
                    distance_meters integer, positions integer)
            ), recorded as (
                insert into trip (ride_id, driver_id, started_at, completed_at, distance_meters, positions)
                select ride_id, driver_id, started_at, completed_at, distance_meters, positions from told
                on conflict (ride_id) do nothing
                returning ride_id
            ), forgotten as (
                -- Nothing needs the positions of a trip once its distance is known.
                delete from driver_position
                using told
                where driver_position.driver_id = told.driver_id
                    -- Earlier positions may belong to a trip whose end is published later.
                    and driver_position.recorded_at between told.started_at and told.completed_at
            ), done as (
                delete from drive using told where drive.ride_id = told.ride_id
            )
            insert into outbox (%s)
            select %s
            where event.aggregate_id in (select cast(ride_id as text) from recorded)
            """.formatted(OutboxSql.COLUMNS, OutboxSql.ROWS);

    private final DatabaseClient database;
    private final EventTranslation events;
    private final Clock clock;

    public PostgresTrips(DatabaseClient database, EventTranslation events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Mono<Void> record(List<Measurement> measurements) {
        Instant now = clock.instant();
        return database.sql(RECORD)
                .bind("trips", Documents.rows(measurements.stream().map(TripRow::of).toList()))
                .bind("outbox", OutboxSql.json(measurements.stream()
                        .map(measurement -> events.eventOf(measurement, now)).toList()))
                .then();
    }

    private record TripRow(
            UUID ride_id, String driver_id, Instant started_at, Instant completed_at, int distance_meters,
            int positions) {
        static TripRow of(Measurement measurement) {
            var trip = measurement.trip();
            var drive = trip.drive();
            return new TripRow(drive.rideId(), drive.driverId(), drive.startedAt(), drive.completedAt(),
                    trip.distanceMeters(), trip.positions());
        }
    }
}
