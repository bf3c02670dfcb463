package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.messaging.outbox.OutboxSql;
import dev.ridewire.tracking.application.Trips;
import dev.ridewire.tracking.domain.FinishedDrive;
import java.time.Clock;
import java.time.Duration;
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
                select ride_id, driver_id, started_at, completed_at, distance_meters, positions, version, known
                from jsonb_to_recordset(cast(:trips as jsonb)) as trip(
                    ride_id uuid, driver_id text, started_at timestamptz, completed_at timestamptz,
                    distance_meters integer, positions integer, version bigint, known integer)
            ), recorded as (
                insert into trip (ride_id, driver_id, started_at, completed_at, distance_meters, positions, version)
                select ride_id, driver_id, started_at, completed_at, distance_meters, positions, version from told
                on conflict (ride_id) do update
                set distance_meters = excluded.distance_meters, positions = excluded.positions,
                    version = excluded.version, measured_at = now()
                where trip.version < excluded.version
                returning ride_id
            ), waiting as (
                update drive
                -- What the first of several instances knew counts: its trip is the published one.
                set measured_positions = coalesce(drive.measured_positions, told.known),
                    due_at = told.completed_at + make_interval(secs => :late_seconds)
                from told
                where drive.ride_id = told.ride_id
            )
            insert into outbox (%s)
            select %s
            where event.aggregate_id in (select cast(ride_id as text) from recorded)
            """.formatted(OutboxSql.COLUMNS, OutboxSql.ROWS);

    private static final String CLOSE = """
            /* close drives */
            with told as (
                select ride_id, driver_id, started_at, completed_at
                from jsonb_to_recordset(cast(:drives as jsonb)) as drive(
                    ride_id uuid, driver_id text, started_at timestamptz, completed_at timestamptz)
            ), forgotten as (
                -- Nothing needs the positions of a trip once its distance is final.
                delete from driver_position
                using told
                where driver_position.driver_id = told.driver_id
                    -- Earlier positions may belong to a trip whose end is published later.
                    and driver_position.recorded_at between told.started_at and told.completed_at
            )
            delete from drive using told where drive.ride_id = told.ride_id
            """;

    private final DatabaseClient database;
    private final EventTranslation events;
    private final Duration late;
    private final Clock clock;

    /** @param late how long after the end of a drive its positions may come */
    public PostgresTrips(DatabaseClient database, EventTranslation events, Duration late, Clock clock) {
        this.database = database;
        this.events = events;
        this.late = late;
        this.clock = clock;
    }

    @Override
    public Mono<Void> record(List<Measurement> measurements) {
        Instant now = clock.instant();
        return database.sql(RECORD)
                .bind("trips", Documents.rows(measurements.stream().map(TripRow::of).toList()))
                .bind("late_seconds", (double) late.toSeconds())
                .bind("outbox", OutboxSql.json(measurements.stream()
                        .map(measurement -> events.eventOf(measurement, now)).toList()))
                .then();
    }

    @Override
    public Mono<Void> close(List<FinishedDrive> drives) {
        return database.sql(CLOSE)
                .bind("drives", Documents.rows(drives.stream().map(DriveRow::of).toList()))
                .then();
    }

    private record DriveRow(UUID ride_id, String driver_id, Instant started_at, Instant completed_at) {
        static DriveRow of(FinishedDrive drive) {
            return new DriveRow(drive.rideId(), drive.driverId(), drive.startedAt(), drive.completedAt());
        }
    }

    private record TripRow(
            UUID ride_id, String driver_id, Instant started_at, Instant completed_at, int distance_meters,
            int positions, long version, int known) {
        static TripRow of(Measurement measurement) {
            var trip = measurement.trip();
            var drive = trip.drive();
            return new TripRow(drive.rideId(), drive.driverId(), drive.startedAt(), drive.completedAt(),
                    trip.distanceMeters(), trip.positions(), measurement.version(), measurement.positions());
        }
    }
}
