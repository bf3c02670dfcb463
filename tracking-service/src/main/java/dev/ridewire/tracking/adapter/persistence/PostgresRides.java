package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.domain.TrackedRide;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rides as JSON documents, beside the columns that queries use. */
public final class PostgresRides implements Rides {
    private final DatabaseClient database;

    public PostgresRides(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> saveNewer(List<TrackedRide> rides) {
        return database.sql("""
                /* follow rides */
                insert into ride (id, version, state, driver_id, document)
                select told.id, told.version, told.state, told.driver_id, told.document
                from jsonb_to_recordset(cast(:rides as jsonb)) as told(
                    id uuid, version bigint, state text, driver_id text, document jsonb)
                order by told.id
                on conflict (id) do update
                set version = excluded.version, state = excluded.state, driver_id = excluded.driver_id,
                    document = excluded.document
                where ride.version < excluded.version
                """)
                .bind("rides", Documents.rows(rides.stream().map(RideRow::of).toList()))
                .then();
    }

    @Override
    public Mono<TrackedRide> find(UUID id) {
        return database.sql("/* find ride */ select document from ride where id = :id")
                .bind("id", id)
                .map(row -> Documents.read(Columns.required(row, "document", Json.class), TrackedRide.class))
                .one();
    }

    private record RideRow(UUID id, long version, String state, @Nullable String driver_id, TrackedRide document) {
        static RideRow of(TrackedRide ride) {
            return new RideRow(ride.id(), ride.version(), ride.state().name(), ride.followedDriver(), ride);
        }
    }
}
