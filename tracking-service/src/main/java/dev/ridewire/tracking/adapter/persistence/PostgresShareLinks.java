package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.tracking.application.share.LinkKey;
import dev.ridewire.tracking.application.share.ShareLinks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Links to rides, found by the hash of their token. */
public final class PostgresShareLinks implements ShareLinks {
    private final DatabaseClient database;

    public PostgresShareLinks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(LinkKey key, UUID rideId, Instant now, int mostOfRide) {
        return database.sql("""
                /* share ride */
                with outdated as (
                    delete from share_link
                    where token_hash in (
                        select token_hash from share_link where ride_id = :ride
                        order by created_at desc, token_hash
                        offset :kept)
                )
                insert into share_link (token_hash, ride_id, created_at) values (:hash, :ride, :now)
                """)
                .bind("hash", key.hash())
                .bind("ride", rideId)
                .bind("now", now)
                .bind("kept", mostOfRide - 1L)
                .then();
    }

    @Override
    public Mono<Void> revoke(UUID rideId) {
        return database.sql("/* revoke share links */ delete from share_link where ride_id = :ride")
                .bind("ride", rideId)
                .then();
    }

    @Override
    public Mono<UUID> rideOf(LinkKey key) {
        return database.sql("/* find shared ride */ select ride_id from share_link where token_hash = :hash")
                .bind("hash", key.hash())
                .map(row -> Columns.required(row, "ride_id", UUID.class))
                .one();
    }

    @Override
    public Mono<List<LinkKey>> existing(List<LinkKey> keys) {
        return database.sql("""
                /* find watched share links */
                select token_hash from share_link
                where token_hash in (select jsonb_array_elements_text(cast(:hashes as jsonb)))
                """)
                .bind("hashes", Documents.rows(keys.stream().map(LinkKey::hash).toList()))
                .map(row -> new LinkKey(Columns.required(row, "token_hash", String.class)))
                .all()
                .collectList();
    }

    @Override
    public Mono<Long> forgetBefore(Instant time, int limit) {
        return database.sql("""
                /* forget share links */
                delete from share_link
                where token_hash in (
                    select share_link.token_hash
                    from share_link left join ride on ride.id = share_link.ride_id
                    where share_link.created_at < :time
                        and (ride.id is null or ride.state in ('COMPLETED', 'CANCELLED', 'NO_DRIVER_AVAILABLE'))
                    order by share_link.created_at
                    limit :limit)
                """)
                .bind("time", time)
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }
}
