package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.ride.SearchCursor;
import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresMatches implements Matches {
    private static final SearchCursor BEGINNING = new SearchCursor(Instant.EPOCH, new UUID(0, 0));

    private final DatabaseClient database;

    PostgresMatches(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<List<Traced<Match>>> lock(Set<UUID> rideIds) {
        return all(database.sql("""
                /* lock matches */
                select %s from ride_match
                 where ride_id = any(:rides)
                 order by ride_id
                   for update
                """.formatted(Columns.MATCH)).bind("rides", rideIds.toArray(UUID[]::new)));
    }

    @Override
    public Mono<List<Traced<Match>>> claimSearches(@Nullable SearchCursor after, Instant now, int limit) {
        SearchCursor start = after == null ? BEGINNING : after;
        return all(database.sql("""
                /* claim searches */
                select %s from ride_match
                 where state = 'SEARCHING'
                   and search_until > :now
                   and (waiting_since, ride_id) > (:waitingSince, :ride)
                 order by waiting_since, ride_id
                 limit :limit
                   for update skip locked
                """.formatted(Columns.MATCH))
                .bind("now", now)
                .bind("waitingSince", start.waitingSince())
                .bind("ride", start.rideId())
                .bind("limit", limit));
    }

    @Override
    public Mono<List<Traced<Match>>> claimEndedSearches(Instant now, int limit) {
        return all(database.sql("""
                /* claim ended searches */
                select %s from ride_match
                 where state = 'SEARCHING'
                   and search_until <= :now
                 order by search_until
                 limit :limit
                   for update skip locked
                """.formatted(Columns.MATCH)).bind("now", now).bind("limit", limit));
    }

    @Override
    public Mono<List<Traced<Match>>> claimLapsedOffers(Instant now, int limit) {
        return all(database.sql("""
                /* claim lapsed offers */
                select %s from ride_match
                 where state = 'OFFERED'
                   and offer_expires_at <= :now
                 order by offer_expires_at
                 limit :limit
                   for update skip locked
                """.formatted(Columns.MATCH)).bind("now", now).bind("limit", limit));
    }

    @Override
    public Mono<Long> forgetOver(Instant before, int limit) {
        return database.sql("""
                /* forget matches that are over */
                with past as (
                    select ride_id from ride_match
                     where state in ('FAILED', 'CLOSED')
                       and state_changed_at < :before
                     order by state_changed_at
                     limit :limit
                       for update skip locked
                ), unmade as (
                    delete from offer where ride_id in (select ride_id from past)
                )
                delete from ride_match where ride_id in (select ride_id from past)
                """).bind("before", before).bind("limit", limit).fetch().rowsUpdated();
    }

    @Override
    public Mono<Traced<Match>> find(UUID rideId) {
        return database.sql("/* find match */ select %s from ride_match where ride_id = :ride"
                .formatted(Columns.MATCH))
                .bind("ride", rideId)
                .map(Rows::match).one();
    }

    private static Mono<List<Traced<Match>>> all(DatabaseClient.GenericExecuteSpec query) {
        return query.map(Rows::match).all().collectList();
    }
}
