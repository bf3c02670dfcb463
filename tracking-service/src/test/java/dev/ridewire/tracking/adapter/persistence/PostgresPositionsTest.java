package dev.ridewire.tracking.adapter.persistence;

import static java.util.Objects.requireNonNull;
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
            DATABASE, new WriteBehind.Bounds(10, 10, Duration.ofHours(1)), Duration.ofMinutes(1));

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
    void theNearestPositionsBeyondTheStartAndTheEndBelongToADrive() {
        var drive = new FinishedDrive(UUID.randomUUID(), "fay", NOW.plusMillis(500), NOW.plusSeconds(60));
        isOnRide("fay");

        keep("fay", at(1.0, -15_000), at(1.1, -5_000), at(1.2, 5_000), at(1.3, 55_000), at(1.4, 65_000),
                at(1.5, 75_000));

        assertThat(latitudesAlong(drive)).containsExactly(1.1, 1.2, 1.3, 1.4);
    }

    @Test
    void aPositionInTheSecondOfTheStartButBeforeItBelongsToADrive() {
        var drive = new FinishedDrive(UUID.randomUUID(), "gus", NOW.plusMillis(500), NOW.plusSeconds(60));
        isOnRide("gus");

        keep("gus", at(1.0, -100), at(1.1, 100), at(1.2, 700));

        assertThat(latitudesAlong(drive)).containsExactly(1.1);
    }

    @Test
    void positionsFarFromTheStartOrTheEndBelongToNoDrive() {
        var drive = new FinishedDrive(UUID.randomUUID(), "hal", NOW, NOW.plusSeconds(60));
        isOnRide("hal");

        keep("hal", at(1.0, -61_000), at(1.1, 1_000), at(1.2, 121_000));

        assertThat(latitudesAlong(drive)).containsExactly(1.1);
    }

    @Test
    void aPositionRightAfterTheEndIsKeptWhenTheDriverHasNoRideAnyMore() {
        var drive = new FinishedDrive(UUID.randomUUID(), "ida", NOW, NOW.plusSeconds(60));
        new PostgresDrives(DATABASE).await(List.of(new Drives.Pending(drive, NOW, null, TraceContext.NONE)))
                .block(BOUND);

        keep("ida", at(1.0, -61_000), at(1.1, -1_000), at(1.2, 59_000), at(1.3, 62_000), at(1.4, 121_000));

        assertThat(latitudesAlong(drive)).containsExactly(1.1, 1.2, 1.3);
        assertThat(DATABASE.sql("select count(*) from driver_position where driver_id = 'ida'")
                .map(row -> row.get(0, Long.class)).one().block(BOUND)).as("the others are nobody's business")
                .isEqualTo(3);
    }

    private static void isOnRide(String driver) {
        var ride = Samples.ride(UUID.randomUUID(), RideState.IN_PROGRESS, 4, driver);
        new PostgresRides(DATABASE).saveNewer(List.of(ride)).block(BOUND);
    }

    private static Ping at(double lat, long millis) {
        return new Ping(new GeoPoint(lat, 1), NOW.plusMillis(millis), null, null, 5.0);
    }

    private static List<Double> latitudesAlong(FinishedDrive drive) {
        return requireNonNull(POSITIONS.along(List.of(drive)).block(BOUND)).getOrDefault(drive.rideId(), List.of())
                .stream().map(waypoint -> waypoint.position().lat()).toList();
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
