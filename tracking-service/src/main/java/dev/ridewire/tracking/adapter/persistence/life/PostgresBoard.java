package dev.ridewire.tracking.adapter.persistence.life;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.BoardFilter;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.board.BoardRide;
import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.board.DispatchSide;
import dev.ridewire.tracking.domain.board.SearchState;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** The board in one table, with an index for each of its orders. */
public final class PostgresBoard implements Board {
    private static final String COLUMNS = """
            ride_id, version, state, attempt, city, vehicle_class, driver_id, pickup_eta, pickup_lat, pickup_lng,
            dropoff_lat, dropoff_lng, requested_at, state_changed_at, scheduled_for, fare_settled, match_version,
            match_state, match_attempt, match_driver_id, offer_expires_at, search_until, match_changed_at, due_at""";

    private final DatabaseClient database;

    public PostgresBoard(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<List<BoardRide>> page(BoardFilter filter, Instant now) {
        // One text for each combination of conditions: the plan of a text that served them all would use no index.
        GenericExecuteSpec statement = database.sql(textOf(filter)).bind("limit", filter.limit() + 1);
        if (filter.stuck()) {
            statement = statement.bind("now", now);
        }
        if (filter.state() != null) {
            statement = statement.bind("state", filter.state().name());
        }
        if (filter.city() != null) {
            statement = statement.bind("city", filter.city());
        }
        if (filter.olderThan() != null) {
            statement = statement.bind("unchangedSince", now.minus(filter.olderThan()));
        }
        if (filter.after() != null) {
            statement = statement.bind("time", filter.after().time()).bind("id", filter.after().rideId());
        }
        return statement.map(PostgresBoard::rideOf).all().collectList();
    }

    static String textOf(BoardFilter filter) {
        var text = new StringBuilder("/* view board */ select ").append(COLUMNS).append(" from board_ride where ");
        text.append(switch (filter.order()) {
            case BY_DEADLINE -> "due_at <= :now";
            case OLDEST_FIRST, NEWEST_FIRST -> filter.state() == null ? "not is_over" : "state = :state";
        });
        if (filter.stuck() && filter.state() != null) {
            text.append(" and state = :state");
        }
        if (filter.city() != null) {
            text.append(" and city = :city");
        }
        if (filter.olderThan() != null) {
            text.append(" and state_changed_at <= :unchangedSince");
        }
        String time = filter.order() == BoardFilter.Order.BY_DEADLINE ? "due_at" : "state_changed_at";
        boolean descending = filter.order() == BoardFilter.Order.NEWEST_FIRST;
        if (filter.after() != null) {
            text.append(" and (").append(time).append(", ride_id) ").append(descending ? "<" : ">")
                    .append(" (:time, :id)");
        }
        String direction = descending ? " desc" : "";
        return text.append(" order by ").append(time).append(direction).append(", ride_id").append(direction)
                .append(" limit :limit").toString();
    }

    @Override
    public Mono<BoardRide> find(UUID rideId) {
        return database
                .sql("/* find board ride */ select " + COLUMNS
                        + " from board_ride where ride_id = :id and state is not null")
                .bind("id", rideId)
                .map(PostgresBoard::rideOf)
                .one();
    }

    @Override
    public Mono<List<Count>> count(Instant now) {
        return database.sql("""
                /* count board */
                select state, count(*) as rides, count(*) filter (where due_at <= :now) as stuck
                from board_ride
                where not is_over
                group by state
                union all
                select state, 0, count(*)
                from board_ride
                where is_over and due_at <= :now
                group by state
                order by state
                """)
                .bind("now", now)
                .map(row -> new Count(RideState.valueOf(Rows.required(row, "state", String.class)),
                        Rows.required(row, "rides", Long.class), Rows.required(row, "stuck", Long.class)))
                .all()
                .collectList();
    }

    @Override
    public Mono<List<BoardRide>> within(Box box, Collection<String> drivers, int limit) {
        return database
                .sql("/* find rides within */ select " + COLUMNS + """
                         from board_ride
                        where not is_over and driver_id = any(:drivers)
                        union all
                        (select\s""" + COLUMNS + """
                         from board_ride
                        where state = 'REQUESTED' and driver_id is null
                            and pickup_lat between :south and :north and pickup_lng between :west and :east
                        order by pickup_lat
                        limit :limit)""")
                .bind("drivers", drivers.toArray(String[]::new))
                .bind("south", box.south())
                .bind("north", box.north())
                .bind("west", box.west())
                .bind("east", box.east())
                .bind("limit", limit)
                .map(PostgresBoard::rideOf)
                .all()
                .collectList();
    }

    @Override
    public Mono<Long> forgetBefore(Instant time, int limit) {
        return database.sql("""
                /* forget board rides */
                delete from board_ride
                where ride_id in (
                    select ride_id from board_ride where is_over and changed_at < :before order by changed_at limit :limit)
                """)
                .bind("before", time)
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    private static BoardRide rideOf(Readable row) {
        UUID id = Rows.required(row, "ride_id", UUID.class);
        var booking = new BookingSide(
                id,
                Rows.required(row, "version", Long.class),
                RideState.valueOf(Rows.required(row, "state", String.class)),
                Rows.required(row, "attempt", Integer.class),
                Rows.required(row, "city", String.class),
                Rows.required(row, "vehicle_class", String.class),
                row.get("driver_id", String.class),
                Rows.required(row, "pickup_eta", Integer.class),
                new GeoPoint(Rows.required(row, "pickup_lat", Double.class),
                        Rows.required(row, "pickup_lng", Double.class)),
                new GeoPoint(Rows.required(row, "dropoff_lat", Double.class),
                        Rows.required(row, "dropoff_lng", Double.class)),
                Rows.required(row, "requested_at", Instant.class),
                Rows.required(row, "state_changed_at", Instant.class),
                row.get("scheduled_for", Instant.class),
                Rows.required(row, "fare_settled", Boolean.class));
        return new BoardRide(booking, dispatchOf(row, id), row.get("due_at", Instant.class));
    }

    private static @Nullable DispatchSide dispatchOf(Readable row, UUID id) {
        String state = row.get("match_state", String.class);
        return state == null
                ? null
                : new DispatchSide(id,
                        Rows.required(row, "match_version", Long.class),
                        SearchState.valueOf(state),
                        Rows.required(row, "match_attempt", Integer.class),
                        row.get("match_driver_id", String.class),
                        row.get("offer_expires_at", Instant.class),
                        Rows.required(row, "search_until", Instant.class),
                        Rows.required(row, "match_changed_at", Instant.class));
    }
}
