package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.application.Drives;
import dev.ridewire.tracking.domain.FinishedDrive;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Finished drives that wait for late positions. */
public final class PostgresDrives implements Drives {
    private final DatabaseClient database;

    public PostgresDrives(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> await(List<Pending> drives) {
        return database.sql("""
                /* await late positions */
                insert into drive (ride_id, driver_id, started_at, completed_at, due_at, traceparent, tracestate)
                select finished.ride_id, finished.driver_id, finished.started_at, finished.completed_at, finished.due_at,
                    finished.traceparent, finished.tracestate
                from jsonb_to_recordset(cast(:drives as jsonb)) as finished(
                    ride_id uuid, driver_id text, started_at timestamptz, completed_at timestamptz, due_at timestamptz,
                    traceparent text, tracestate text)
                where not exists (select from trip where trip.ride_id = finished.ride_id)
                order by finished.ride_id
                on conflict (ride_id) do nothing
                """)
                .bind("drives", Documents.rows(drives.stream().map(DriveRow::of).toList()))
                .then();
    }

    @Override
    public Mono<List<Pending>> due(Instant now, int limit) {
        return database.sql("""
                /* find due drives */
                select ride_id, driver_id, started_at, completed_at, due_at, measured_positions, traceparent, tracestate
                from drive
                where due_at <= :now
                order by due_at
                limit :limit
                """)
                .bind("now", now)
                .bind("limit", limit)
                .map(PostgresDrives::pending)
                .all()
                .collectList();
    }

    private static Pending pending(Readable row) {
        var drive = new FinishedDrive(
                Columns.required(row, "ride_id", UUID.class),
                Columns.required(row, "driver_id", String.class),
                Columns.required(row, "started_at", Instant.class),
                Columns.required(row, "completed_at", Instant.class));
        return new Pending(drive, Columns.required(row, "due_at", Instant.class),
                row.get("measured_positions", Integer.class),
                new TraceContext(row.get("traceparent", String.class), row.get("tracestate", String.class)));
    }

    private record DriveRow(
            UUID ride_id, String driver_id, Instant started_at, Instant completed_at, Instant due_at,
            @Nullable String traceparent, @Nullable String tracestate) {
        static DriveRow of(Pending pending) {
            var drive = pending.drive();
            return new DriveRow(drive.rideId(), drive.driverId(), drive.startedAt(), drive.completedAt(),
                    pending.dueAt(), pending.cause().traceparent(), pending.cause().tracestate());
        }
    }
}
