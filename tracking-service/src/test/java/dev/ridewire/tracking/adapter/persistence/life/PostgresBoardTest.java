package dev.ridewire.tracking.adapter.persistence.life;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static dev.ridewire.tracking.domain.board.BoardSamples.OPEN;
import static dev.ridewire.tracking.domain.board.BoardSamples.RULES;
import static dev.ridewire.tracking.domain.board.BoardSamples.booking;
import static dev.ridewire.tracking.domain.board.BoardSamples.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.tracking.adapter.persistence.MigratedDatabase;
import dev.ridewire.tracking.application.board.BoardFilter;
import dev.ridewire.tracking.application.board.BoardFilter.Place;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.board.BoardRide;
import dev.ridewire.tracking.domain.board.Deadline;
import dev.ridewire.tracking.domain.board.SearchState;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import dev.ridewire.tracking.domain.life.LifeEvent;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresBoardTest {
    private static final ServiceDatabase PARTS = MigratedDatabase.create();
    private static final DatabaseClient DATABASE = MigratedDatabase.clientOf(PARTS);
    private static final PostgresLives LIVES = new PostgresLives(DATABASE, RULES);
    private static final PostgresBoard BOARD = new PostgresBoard(DATABASE);

    /** The column due_at and the rules in the domain must say the same for each pair of sides. */
    @Test
    void theStoredDeadlineIsThatOfTheDomain() {
        for (RideState state : RideState.values()) {
            for (SearchState search : SearchState.values()) {
                for (int attempt : List.of(1, 2)) {
                    UUID id = UUID.randomUUID();
                    LIVES.record(List.of(), List.of(booking(id, state, 3, 2, NOW)), List.of()).block();
                    LIVES.record(List.of(), List.of(),
                            List.of(dispatch(id, search, 2, attempt, NOW.minusSeconds(40)))).block();

                    BoardRide ride = find(id);
                    assertThat(ride.dueAt()).as("%s, %s", state, search)
                            .isEqualTo(RULES.firstOf(ride).map(Deadline::at).orElse(null));
                }
            }
        }
    }

    @Test
    void eitherSideMayComeFirstAndOnlyANewerOneCounts() {
        UUID id = UUID.randomUUID();
        LIVES.record(List.of(), List.of(), List.of(dispatch(id, SearchState.OFFERED, 2, 1, NOW))).block();
        assertThat(BOARD.find(id).blockOptional()).isEmpty();

        LIVES.record(List.of(), List.of(booking(id, RideState.DRIVER_ASSIGNED, 2, 1, NOW)), List.of()).block();
        LIVES.record(List.of(), List.of(booking(id, RideState.REQUESTED, 1, 1, NOW)), List.of()).block();
        LIVES.record(List.of(), List.of(), List.of(dispatch(id, SearchState.SEARCHING, 1, 1, NOW))).block();

        assertThat(find(id).state()).isEqualTo(RideState.DRIVER_ASSIGNED);
        assertThat(find(id).presentSearch().orElseThrow().state()).isEqualTo(SearchState.OFFERED);
    }

    @Test
    void anEventComesBackAsItWasTold() {
        UUID id = UUID.randomUUID();
        var facts = Facts.of("OFFERED").withAttempt(2).withDriver("bob", 90).withOffer("o", NOW).withSearchUntil(NOW);
        var told = new LifeEvent(UUID.randomUUID(), Aggregate.MATCH, id.toString(), 4, "OfferMade", id, NOW,
                "0af7651916cd43dd8448eb211c80319c", facts);
        var release = new LifeEvent(UUID.randomUUID(), Aggregate.DRIVER, "bob-" + id, 6, "DriverReleased", null, NOW,
                null, Facts.of("AVAILABLE"));
        var engaged = new LifeEvent(UUID.randomUUID(), Aggregate.DRIVER, "bob-" + id, 5, "DriverEngaged", id, NOW,
                null, Facts.of("ON_RIDE"));

        LIVES.record(List.of(told, release, engaged), List.of(), List.of()).block();

        assertThat(LIVES.of(id, 100).block()).extracting(recorded -> recorded.event())
                .containsExactlyInAnyOrder(told, engaged, release);
    }

    @Test
    void daysAreMadeAndOldOnesDropped() {
        assertThat(LIVES.maintain(5, Duration.ofDays(7)).block()).isZero();

        assertThat(partitions()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void eachOrderOfTheBoardIsReadByItsIndex() throws SQLException {
        fill("""
                insert into board_ride (ride_id, version, state, attempt, city, vehicle_class, driver_id, pickup_eta,
                    pickup_lat, pickup_lng, dropoff_lat, dropoff_lng, requested_at, state_changed_at, fare_settled,
                    ride_due_at, patience_due_at)
                select gen_random_uuid(), 1,
                    (array['REQUESTED', 'IN_PROGRESS', 'COMPLETED', 'COMPLETED', 'COMPLETED', 'CANCELLED'])[1 + i % 6],
                    1, 'city-' || i % 5, 'STANDARD', null, 0, 40 + i % 100 / 100.0, -74, 40, -74, now(),
                    now() - make_interval(secs => i), true,
                    case when i % 6 < 2 then now() + make_interval(secs => i - 1000) end, null
                from generate_series(1, 20000) as i
                """);
        var place = new Place(BoardFilter.Order.OLDEST_FIRST, NOW, UUID.randomUUID());

        assertReadBy("board_ride_open", OPEN);
        assertReadBy("board_ride_open", new BoardFilter(null, "city-1", false, Duration.ofMinutes(2), place, 10));
        assertReadBy("board_ride_of_state", new BoardFilter(RideState.REQUESTED, null, false, null, null, 10));
        assertReadBy("board_ride_of_state", new BoardFilter(RideState.COMPLETED, null, false, null,
                new Place(BoardFilter.Order.NEWEST_FIRST, NOW, UUID.randomUUID()), 10));
        assertReadBy("board_ride_due", new BoardFilter(null, null, true, null, null, 10));
    }

    /** Only the owner may gather statistics. */
    private static void fill(String rows) throws SQLException {
        try (var owner = DriverManager.getConnection(PARTS.jdbcUrl(), PARTS.ownerUser(), PARTS.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute(rows);
            statement.execute("analyze board_ride");
        }
    }

    private static void assertReadBy(String index, BoardFilter filter) {
        // The state decides which index serves; the values of the others don't.
        String text = PostgresBoard.textOf(filter)
                .replace(":limit", "11").replace(":now", "now()").replace(":unchangedSince", "now()")
                .replace(":state", "'" + filter.state() + "'").replace(":city", "'" + filter.city() + "'")
                .replace(":time", "now() - interval '1 hour'").replace(":id", "gen_random_uuid()");
        List<String> plan = Objects.requireNonNull(
                DATABASE.sql("explain " + text).mapValue(String.class).all().collectList().block());

        assertThat(String.join("\n", plan)).contains(index).doesNotContain("Sort", "Seq Scan");
    }

    private static List<String> partitions() {
        return new ArrayList<>(Objects.requireNonNull(DATABASE.sql("""
                select inhrelid::regclass::text from pg_inherits where inhparent = 'life_event'::regclass
                """).mapValue(String.class).all().collectList().block()));
    }

    private static BoardRide find(UUID id) {
        return Objects.requireNonNull(BOARD.find(id).block());
    }
}
