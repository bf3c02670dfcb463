package dev.ridewire.tracking.adapter.persistence;

import static dev.ridewire.tracking.domain.Samples.NOW;

import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.parts.NewColumns;
import dev.ridewire.tracking.adapter.messaging.TripEvents;
import dev.ridewire.tracking.adapter.persistence.life.PostgresBoard;
import dev.ridewire.tracking.adapter.persistence.life.PostgresLives;
import dev.ridewire.tracking.application.Drives;
import dev.ridewire.tracking.application.Trips;
import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.share.LinkKey;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.MeasuredTrip;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.Samples;
import dev.ridewire.tracking.domain.board.BoardSamples;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class NewColumnsTest {
    @Test
    void everyPreparedStatementOutlivesANewColumn() throws Exception {
        try (var database = NewColumns.on("tracking")) {
            var rides = new PostgresRides(database.client());
            var drives = new PostgresDrives(database.client());
            var trips = new PostgresTrips(database.client(),
                    (measurement, now) -> TripEvents.eventOf(UUID.randomUUID(), measurement, now),
                    Duration.ofMinutes(10), Clock.fixed(NOW, ZoneOffset.UTC));
            var positions = new PostgresPositions(
                    database.client(), new WriteBehind.Bounds(10, 10, Duration.ofHours(1)), Duration.ofMinutes(1));
            var ride = Samples.ride(UUID.randomUUID(), RideState.IN_PROGRESS, 4, "ann");
            var drive = new FinishedDrive(ride.id(), "ann", NOW, NOW.plusSeconds(600));
            Map<String, Mono<?>> statements = new LinkedHashMap<>();
            statements.put("follow rides", rides.saveNewer(List.of(ride)));
            statements.put("find ride", rides.find(ride.id()));
            statements.put("await late positions",
                    drives.await(List.of(new Drives.Pending(drive, NOW, null, TraceContext.NONE))));
            statements.put("find due drives", drives.due(NOW, 10));
            // The buffer hides a failure: the position is missing then.
            statements.put("record positions", Mono.fromRunnable(
                    () -> positions.keep("ann", List.of(Samples.ping(40.75, -73.99, NOW.plusSeconds(1)))))
                    .then(positions.settle()));
            statements.put("find positions along drives", positions.along(List.of(drive))
                    .filter(found -> found.containsKey(ride.id()))
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("the position was not recorded"))));
            statements.put("record trips", trips.record(List.of(new Trips.Measurement(
                    new MeasuredTrip(drive, 0, Duration.ofSeconds(600), 1), 1, 1, TraceContext.NONE))));
            statements.put("close drives", trips.close(List.of(drive)));
            statements.put("forget positions", positions.forgetBefore(NOW, 10));
            var links = new PostgresShareLinks(database.client());
            var key = LinkKey.of("token");
            statements.put("share ride", links.revoke(ride.id()).then(links.add(key, ride.id(), NOW, 1)));
            statements.put("find shared ride", links.rideOf(key));
            statements.put("find watched share links", links.existing(List.of(key)));
            statements.put("forget share links", links.forgetBefore(NOW, 10));
            statements.put("revoke share links", links.revoke(ride.id()));
            var lives = new PostgresLives(database.client(), BoardSamples.RULES);
            var board = new PostgresBoard(database.client());
            statements.put("record lives",
                    lives.record(List.of(), List.of(BoardSamples.requested(ride.id(), NOW)), List.of()));
            statements.put("view life", lives.of(ride.id(), 10));
            statements.put("maintain lives", lives.maintain(1, Duration.ofDays(7)));
            statements.put("view board", board.page(BoardSamples.OPEN, NOW));
            statements.put("find board ride", board.find(ride.id()));
            statements.put("count board", board.count(NOW));
            statements.put("find rides within", board.within(new Board.Box(-74, 40, -73, 41), List.of("ann"), 10));
            statements.put("forget board rides", board.forgetBefore(NOW, 10));

            try {
                database.requireThatAllOutliveANewColumn(statements);
            } finally {
                positions.close();
            }
        }
    }
}
