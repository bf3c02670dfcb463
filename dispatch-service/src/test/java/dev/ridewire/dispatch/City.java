package dev.ridewire.dispatch;

import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static dev.ridewire.dispatch.domain.Samples.wanted;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.position.PositionReport;
import dev.ridewire.dispatch.application.position.PositionReports;
import dev.ridewire.dispatch.application.ride.FollowingRide;
import dev.ridewire.dispatch.application.shift.ChangingShift;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.events.TraceContext;
import dev.ridewire.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The city around a test of {@link DispatchOnPostgres}: drivers come, rides are wanted and matched, and all of it ends.
 */
public final class City {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final ChangingShift shifts;
    private final FollowingRide following;
    private final MatchingRides matching;
    private final Transactions transactions;
    private final PositionReports positions;
    private final DatabaseClient database;
    private final Clock clock;

    City(ChangingShift shifts, FollowingRide following, MatchingRides matching, Transactions transactions,
            PositionReports positions, DatabaseClient database, Clock clock) {
        this.shifts = shifts;
        this.following = following;
        this.matching = matching;
        this.transactions = transactions;
        this.positions = positions;
        this.database = database;
        this.clock = clock;
    }

    /** A driver comes on shift at the pickup. */
    public void online(String driver) {
        online(driver, PICKUP);
    }

    /** A driver comes on shift somewhere. */
    public void online(String driver, GeoPoint place) {
        done(shifts.change(driver, new ShiftWish.GoOnline(PRIUS), TraceContext.NONE));
        positions.report(List.of(new PositionReport(driver, place, clock.instant())));
    }

    /** A ride looks for a driver. */
    public void want(UUID ride) {
        follow(wanted(ride));
    }

    /** Booking tells of a ride. */
    public void follow(RideNews news) {
        transactions.inOne(following.follow(List.of(new Traced<>(news, TraceContext.NONE)))).block(BOUND);
    }

    /** Puts the one ride that looks for a driver before the one driver who is there, and returns the offer. */
    public UUID offerTo(String driver, UUID ride) {
        online(driver);
        want(ride);
        done(matching.matchBatch(null));
        return done(database.sql("select offer_id from offer where ride_id = :ride and driver_id = :driver")
                .bind("ride", ride).bind("driver", driver).mapValue(UUID.class).one());
    }

    /** The types of an aggregate's events, in their order. */
    public List<String> events(String aggregate) {
        return done(database.sql("select type from outbox where aggregate_id = :aggregate order by version")
                .bind("aggregate", aggregate).mapValue(String.class).all().collectList());
    }

    public long count(String query) {
        return done(database.sql(query).mapValue(Long.class).one());
    }

    /** Leaves no search and no free driver for the next test. */
    public void clear() {
        database.sql("delete from offer").then()
                .then(database.sql("delete from ride_match").then())
                .then(database.sql("delete from driver").then())
                .block(BOUND);
    }

    private static <T> T done(Mono<T> step) {
        return Objects.requireNonNull(step.block(BOUND));
    }
}
