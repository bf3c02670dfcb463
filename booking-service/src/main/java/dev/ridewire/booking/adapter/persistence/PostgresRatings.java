package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.rating.Ratings;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.RideId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ratings in PostgreSQL. */
@Component
final class PostgresRatings implements Ratings {
    /** There are at most two rows, because a ride has two parties who rate. */
    private static final String FIND = """
            /* find ratings */
            select %s, rated_by, revision, stars, comment, rated_at
              from ride left join rating on rating.ride_id = ride.id
             where ride.id = :ride
            """.formatted(RideReader.COLUMNS);

    private static final String SAVE = """
            /* save rating */
            insert into rating (ride_id, rated_by, revision, stars, comment, rated_at)
            values (:ride, :by, :revision, :stars, :comment, :ratedAt)
            on conflict (ride_id, rated_by) do update
               set (revision, stars, comment) = (excluded.revision, excluded.stars, excluded.comment)
             where rating.revision = excluded.revision - 1
            """;

    private final DatabaseClient database;

    PostgresRatings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<RatedRide> find(RideId ride) {
        return database.sql(FIND).bind("ride", ride.value())
                .map(row -> new RatedRide(RideReader.read(row), ratingIn(row)))
                .all()
                .reduce((one, other) -> {
                    var both = new EnumMap<>(one.ratings());
                    both.putAll(other.ratings());
                    return new RatedRide(one.ride(), both);
                });
    }

    @Override
    public Mono<Boolean> save(Rating rating) {
        return database.sql(SAVE)
                .bind("ride", rating.ride().value())
                .bind("by", rating.by().name())
                .bind("revision", rating.revision())
                .bind("stars", rating.review().stars())
                .bind("comment", Parameters.in(R2dbcType.VARCHAR, rating.review().comment()))
                .bind("ratedAt", rating.ratedAt())
                .fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** Returns the rating of a row; empty if nobody has rated yet. */
    private static Map<Party, Rating> ratingIn(Readable row) {
        String by = row.get("rated_by", String.class);
        if (by == null) {
            return Map.of();
        }
        var rating = new Rating(
                new RideId(required(row, "id", UUID.class)),
                Party.valueOf(by),
                required(row, "revision", Integer.class),
                new Review(required(row, "stars", Integer.class), row.get("comment", String.class)),
                required(row, "rated_at", Instant.class));
        return Map.of(rating.by(), rating);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
