package dev.ridewire.tracking.adapter.persistence;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.parts.NewColumns;
import dev.ridewire.tracking.adapter.messaging.TripEvents;
import dev.ridewire.tracking.application.Drives;
import dev.ridewire.tracking.application.MeasuringTrips;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Samples;
import dev.ridewire.tracking.domain.TripMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class RevisingTripsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Instant END = NOW.plusSeconds(100);

    private final String driver = "ann-" + UUID.randomUUID();
    private final FinishedDrive drive = new FinishedDrive(UUID.randomUUID(), driver, NOW, END);

    @Test
    void latePositionsReviseATripOnceAndThenAllIsForgotten() throws Exception {
        try (var database = NewColumns.on("tracking")) {
            DatabaseClient client = database.client();
            var positions = new PostgresPositions(client, new WriteBehind.Bounds(100, 100, Duration.ofHours(1)),
                    Duration.ofMinutes(1));
            try {
                await(client);
                positions.keep(driver, pings(0, 9));
                measure(client, positions, END);
                positions.keep(driver, pings(9, 11));
                measure(client, positions, END.plus(LATE).minusSeconds(1));
                assertThat(versions(client)).as("positions may still come").containsExactly(1L);

                measure(client, positions, END.plus(LATE));
                measure(client, positions, END.plus(LATE).plusSeconds(1));

                assertThat(versions(client)).containsExactly(1L, 2L);
                assertThat(numberIn(client, "select positions from trip where ride_id = :ride")).isEqualTo(11);
                assertThat(numberIn(client, "select count(*)::integer from drive where ride_id = :ride")).isZero();
                assertThat(client.sql("select count(*) from driver_position where driver_id = :driver")
                        .bind("driver", driver).map(row -> row.get(0, Long.class)).one().block(BOUND)).isZero();
            } finally {
                positions.close();
            }
        }
    }

    @Test
    void onlyALatePositionOfTheTripItselfRevisesIt() throws Exception {
        try (var database = NewColumns.on("tracking")) {
            DatabaseClient client = database.client();
            var positions = new PostgresPositions(client, new WriteBehind.Bounds(100, 100, Duration.ofHours(1)),
                    Duration.ofMinutes(1));
            try {
                await(client);
                positions.keep(driver, pings(0, 11));
                measure(client, positions, END);
                positions.keep(driver, List.of(Samples.ping(40.761, -74, END.plusSeconds(9))));
                measure(client, positions, END.plus(LATE));

                assertThat(versions(client)).containsExactly(1L);
                assertThat(numberIn(client, "select count(*)::integer from drive where ride_id = :ride")).isZero();
            } finally {
                positions.close();
            }
        }
    }

    private void await(DatabaseClient client) {
        new PostgresDrives(client).await(List.of(new Drives.Pending(drive, END, null, TraceContext.NONE))).block(BOUND);
    }

    private static List<Ping> pings(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Samples.ping(40.75 + i * 0.001, -74, NOW.plusSeconds(10L * i)))
                .toList();
    }

    private static void measure(DatabaseClient client, PostgresPositions positions, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        var trips = new PostgresTrips(client,
                (measurement, at) -> TripEvents.eventOf(UUID.randomUUID(), measurement, at), LATE, clock);
        new MeasuringTrips(new PostgresDrives(client), positions, trips,
                new TripMeter(Duration.ofSeconds(60), 50, 0.2), clock).measure(10).block(BOUND);
    }

    private List<Long> versions(DatabaseClient client) {
        return requireNonNull(client.sql("select version from outbox where aggregate_id = :ride order by 1")
                .bind("ride", drive.rideId().toString()).map(row -> requireNonNull(row.get(0, Long.class))).all()
                .collectList().block(BOUND));
    }

    private Integer numberIn(DatabaseClient client, String sql) {
        return requireNonNull(client.sql(sql).bind("ride", drive.rideId())
                .map(row -> requireNonNull(row.get(0, Integer.class))).one().block(BOUND));
    }
}
