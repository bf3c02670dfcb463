package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.matching.BatchLog;
import dev.ridewire.dispatch.application.matching.RideInBatch;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A row for each record, as JSON: nothing but its ride and its time is searched for. */
@Component
final class PostgresBatchLog implements BatchLog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient database;

    PostgresBatchLog(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(List<RideInBatch> rides) {
        var rows = rides.stream()
                .map(ride -> Map.of("ride_id", ride.rideId(), "decided_at", ride.at(), "detail", ride)).toList();
        return database.sql("""
                /* record batch */
                insert into ride_in_batch (ride_id, decided_at, detail)
                select ride_id, decided_at, detail
                  from jsonb_to_recordset(cast(:rows as jsonb)) as r(ride_id uuid, decided_at timestamptz, detail jsonb)
                on conflict do nothing
                """).bind("rows", Json.of(JSON.writeValueAsBytes(rows))).then();
    }

    @Override
    public Mono<List<RideInBatch>> ofRide(UUID rideId, int limit) {
        return database.sql("""
                /* find batches of ride */
                select detail from ride_in_batch
                 where ride_id = :ride
                 order by decided_at desc
                 limit :limit
                """).bind("ride", rideId).bind("limit", limit)
                .map(row -> JSON.readValue(
                        Objects.requireNonNull(row.get("detail", Json.class)).asArray(), RideInBatch.class))
                .all().collectList();
    }

    @Override
    public Mono<Long> forget(Instant before, int limit) {
        return database.sql("""
                /* forget batches */
                delete from ride_in_batch
                 where (ride_id, decided_at) in (
                     select ride_id, decided_at from ride_in_batch
                      where decided_at < :before
                      order by decided_at
                      limit :limit
                        for update skip locked)
                """).bind("before", before).bind("limit", limit).fetch().rowsUpdated();
    }
}
