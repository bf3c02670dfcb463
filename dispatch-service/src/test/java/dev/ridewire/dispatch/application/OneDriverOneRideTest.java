package dev.ridewire.dispatch.application;

import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.DispatchOnPostgres;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A driver who answers the offers of two rides at once, on real PostgreSQL. */
@DispatchOnPostgres
class OneDriverOneRideTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final String ann = "ann-" + UUID.randomUUID();

    @Autowired
    private ChangingShift shifts;
    @Autowired
    private FollowingRide following;
    @Autowired
    private MatchingRides matching;
    @Autowired
    private AcceptingOffer accepting;
    @Autowired
    private DecliningOffer declining;
    @Autowired
    private ViewingOffers viewing;
    @Autowired
    private Transactions transactions;
    @Autowired
    private PositionReports positions;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private Clock clock;

    /** Leaves no search and no free driver for the next test. */
    @AfterEach
    void clearTheCity() {
        database.sql("delete from offer").then()
                .then(database.sql("delete from ride_match").then())
                .then(database.sql("delete from driver").then())
                .block(BOUND);
    }

    @RepeatedTest(10)
    void oneDriverWhoRacesYesesToTwoRidesHoldsOneOfThem() {
        shifts.change(ann, new ShiftWish.GoOnline(PRIUS), TraceContext.NONE).block(BOUND);
        positions.report(List.of(new PositionReport(ann, PICKUP, clock.instant())));
        want(UUID.randomUUID());
        matching.matchBatch(null).block(BOUND);
        UUID first = Objects.requireNonNull(viewing.pending(Set.of(ann)).block(BOUND)).getFirst().offer().id();
        want(UUID.randomUUID());

        // Yes to the first ride, while a no to it frees the driver for the second and a yes to that follows at once.
        Mono<Long> yesToFirst = accept(first);
        Mono<Long> yesToSecond = declining.decline(first, ann, TraceContext.NONE)
                .then(matching.matchBatch(null))
                .then(viewing.pending(Set.of(ann)))
                .flatMapMany(Flux::fromIterable)
                .filter(offer -> !offer.offer().id().equals(first))
                .concatMap(offer -> accept(offer.offer().id()), 1)
                .reduce(0L, Long::sum);
        Long yeses = Mono.zip(yesToFirst, yesToSecond, Long::sum).block(BOUND);

        assertThat(yeses).isEqualTo(1);
        assertThat(count("select count(*) from offer where driver_id = :ann and ended_at is null")).isEqualTo(1);
        assertThat(count("""
                select count(*) from ride_match where offer_driver_id = :ann and state = 'ASSIGNED'
                """)).isEqualTo(1);
    }

    private Mono<Long> accept(UUID offer) {
        return accepting.accept(offer, ann, TraceContext.NONE)
                .map(outcome -> outcome instanceof OfferOutcome.Answered ? 1L : 0L);
    }

    private void want(UUID ride) {
        transactions.inOne(following.follow(List.of(new RideUpdate(wanted(ride), TraceContext.NONE)))).block(BOUND);
    }

    private long count(String query) {
        return Objects.requireNonNull(
                database.sql(query).bind("ann", ann).mapValue(Long.class).one().block(BOUND));
    }
}
