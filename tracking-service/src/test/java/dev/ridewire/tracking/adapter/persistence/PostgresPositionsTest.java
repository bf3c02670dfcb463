package dev.ridewire.tracking.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.events.TraceContext;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.application.Drives;
import dev.ridewire.tracking.application.FollowingRides;
import dev.ridewire.tracking.application.ForgettingPositions;
import dev.ridewire.tracking.application.MeasuringTrips;
import dev.ridewire.tracking.application.Trips;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.Samples;
import dev.ridewire.tracking.domain.TripMeter;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class PostgresPositionsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final DatabaseClient DATABASE = MigratedDatabase.client();
    private static final PostgresPositions POSITIONS = new PostgresPositions(
            DATABASE, new WriteBehind.Bounds(10, 10, Duration.ofHours(1)));

    @BeforeEach
    void forgetEarlierTests() {
        DATABASE.sql("delete from driver_position").then().then(DATABASE.sql("delete from drive").then()).block(BOUND);
    }

    @AfterAll
    static void close() {
        POSITIONS.close();
    }

    @Test
    void positionsAreForgottenAfterADayInBatchesAndYoungerOnesStay() {
        drove("old", NOW.minus(Duration.ofHours(26)));
        drove("older", NOW.minus(Duration.ofHours(27)));
        drove("oldest", NOW.minus(Duration.ofHours(28)));
        drove("young", NOW.minus(Duration.ofHours(23)));
        var forgetting = new ForgettingPositions(POSITIONS, Duration.ofDays(1), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(forgetting.forget(2).block(BOUND)).as("there may be more").isTrue();
        assertThat(forgetting.forget(2).block(BOUND)).as("that was the last of them").isFalse();

        assertThat(DATABASE.sql("select driver_id from driver_position").map(row -> row.get(0, String.class)).all()
                .collectList().block(BOUND)).containsExactly("young");
    }

    @Test
    void whatADriverReportedRightBeforeTheEndIsMeasured() {
        UUID ride = UUID.randomUUID();
        String driver = "ann-" + ride;
        var rides = new PostgresRides(DATABASE);
        rides.saveNewer(List.of(Samples.ride(ride, RideState.IN_PROGRESS, 4, driver))).block(BOUND);
        var measured = new ArrayList<Trips.Measurement>();
        var drives = new PostgresDrives(DATABASE);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var following = new FollowingRides(rides, drives, Duration.ZERO, clock);
        var measuring = new MeasuringTrips(drives, POSITIONS, recordingTo(measured),
                new TripMeter(Duration.ofMinutes(10), 50, 0.2), clock);

        POSITIONS.keep(driver, List.of(Samples.ping(40.75, -73.99, Samples.NOW),
                Samples.ping(40.76, -73.98, Samples.NOW.plusSeconds(600))));
        following.follow(List.of(new FollowingRides.Told(
                Samples.ride(ride, RideState.COMPLETED, 5, driver), TraceContext.NONE))).block(BOUND);
        measuring.measure(10).block(BOUND);

        assertThat(measured).singleElement().satisfies(one -> {
            assertThat(one.trip().positions()).isEqualTo(2);
            assertThat(one.trip().distanceMeters()).isPositive();
        });
    }

    @Test
    void theFirstPositionOfASecondStaysInAnyOrderOfArrival() {
        var drive = new FinishedDrive(UUID.randomUUID(), "eve", NOW, NOW.plusSeconds(60));
        new PostgresDrives(DATABASE).await(List.of(new Drives.Pending(drive, NOW, null, TraceContext.NONE)))
                .block(BOUND);

        keep("eve", new Ping(new GeoPoint(1.2, 1), NOW.plusMillis(700), 3.0, null, 5.0));
        keep("eve", new Ping(new GeoPoint(1.1, 1), NOW.plusMillis(200), 7.0, null, null));
        keep("eve", new Ping(new GeoPoint(1.3, 1), NOW.plusMillis(900), null, null, null),
                new Ping(new GeoPoint(1.4, 1), NOW.plusMillis(1500), null, null, 9.0),
                new Ping(new GeoPoint(1.5, 1), NOW.plusMillis(1400), null, null, 8.0));

        assertThat(POSITIONS.along(List.of(drive)).block(BOUND)).containsExactly(Map.entry(drive.rideId(), List.of(
                new Waypoint(new GeoPoint(1.1, 1), NOW.plusMillis(200), 7.0, null),
                new Waypoint(new GeoPoint(1.5, 1), NOW.plusMillis(1400), null, 8.0))));
    }

    @Test
    void aPositionJustBeforeTheStartStandsForTheFirstSecond() {
        var drive = new FinishedDrive(UUID.randomUUID(), "fay", NOW.plusMillis(500), NOW.plusSeconds(60));
        var ride = UUID.randomUUID();
        new PostgresRides(DATABASE).saveNewer(List.of(Samples.ride(ride, RideState.IN_PROGRESS, 4, "fay")))
                .block(BOUND);

        keep("fay", new Ping(new GeoPoint(1.0, 1), NOW.minusMillis(100), null, null, 5.0));
        keep("fay", new Ping(new GeoPoint(1.1, 1), NOW.plusMillis(100), null, null, 5.0));
        keep("fay", new Ping(new GeoPoint(1.2, 1), NOW.plusMillis(700), null, null, 5.0));

        assertThat(POSITIONS.along(List.of(drive)).block(BOUND)).containsExactly(Map.entry(drive.rideId(), List.of(
                new Waypoint(new GeoPoint(1.1, 1), NOW.plusMillis(100), null, 5.0))));
    }

    private static Trips recordingTo(List<Trips.Measurement> measured) {
        return new Trips() {
            @Override
            public Mono<Void> record(List<Measurement> measurements) {
                return Mono.fromRunnable(() -> measured.addAll(measurements));
            }

            @Override
            public Mono<Void> close(List<FinishedDrive> drives) {
                return Mono.empty();
            }
        };
    }

    private static void keep(String driver, Ping... pings) {
        POSITIONS.keep(driver, List.of(pings));
        POSITIONS.settle().block(BOUND);
    }

    private static void drove(String driver, Instant at) {
        DATABASE.sql(
                "insert into driver_position (driver_id, second, recorded_at, lat, lng) values (:driver, :second, :at, 1, 1)")
                .bind("driver", driver)
                .bind("second", at.getEpochSecond()).bind("at", at).then().block(BOUND);
    }
}
