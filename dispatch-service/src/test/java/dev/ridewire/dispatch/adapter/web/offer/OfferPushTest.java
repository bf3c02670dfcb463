package dev.ridewire.dispatch.adapter.web.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.dispatch.adapter.persistence.PostgresOfferSignals;
import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import dev.ridewire.dispatch.application.offer.AnsweringOffer;
import dev.ridewire.dispatch.application.offer.ExpiringOffers;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.events.TraceContext;
import dev.ridewire.service.database.BoundedPool;
import dev.ridewire.service.database.DatabaseProperties;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Offers decided on one instance, on the stream of another one that never polls. */
class OfferPushTest extends ApiOnPostgres {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int OFFERS = 20;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean away = new AtomicBoolean();

    @Autowired
    private DatabaseProperties settings;
    @Autowired
    private ViewingOffers viewing;
    @Autowired
    private AnsweringOffer answering;
    @Autowired
    private ExpiringOffers expiring;
    @Autowired
    private DatabaseClient database;
    private OfferFeed elsewhere;
    /** The server process of the other instance's connection for signals. */
    private volatile int listener;

    @BeforeEach
    void startAnotherInstance() {
        var connections = BoundedPool.unpooled(settings);
        Mono<PostgresqlConnection> connection = Mono.defer(() -> away.get()
                ? Mono.error(new IllegalStateException("the database is away"))
                : connections.create())
                .delayUntil(one -> one.createStatement("select pg_backend_pid() as pid").execute()
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get("pid", Integer.class))))
                        .doOnNext(pid -> listener = pid).then());
        elsewhere = new OfferFeed(viewing, new PostgresOfferSignals(connection),
                new OfferFeedSettings(NEVER, NEVER, 10, 5), Clock.systemUTC());
        var unused = elsewhere.of(ann, null, Instant.now().plus(NEVER)).filter(event -> event.event() != null)
                .map(event -> event.event() + " " + event.id())
                .subscribe(told::add);
        await().atMost(BOUND).until(this::listens);
    }

    @AfterEach
    void stopTheOtherInstance() {
        elsewhere.close();
    }

    @Test
    void oneOfferAfterTheOtherIsOnTheStreamOfAnotherInstance() {
        for (int number = 0; number < OFFERS; number++) {
            UUID offer = city.offerTo(ann, UUID.randomUUID());
            awaitTold("offer " + offer);
            done(answering.decline(offer, ann, TraceContext.NONE));
            city.clear();
        }
        assertThat(told).filteredOn(event -> event.startsWith("offer ")).hasSize(OFFERS);
    }

    @Test
    void withdrawalAndExpiryArePushedToo() {
        UUID first = city.offerTo(ann, ride);
        awaitTold("offer " + first);
        city.follow(new RideNews.CalledOff(ride));
        awaitTold("offer-withdrawn " + first);

        UUID other = UUID.randomUUID();
        UUID second = city.offerTo(ann, other);
        awaitTold("offer " + second);
        done(database.sql("""
                update ride_match set offer_expires_at = now() - interval '1 second' where ride_id = :ride
                """).bind("ride", other).fetch().rowsUpdated());
        done(expiring.sweep(10));
        awaitTold("offer-withdrawn " + second);
        assertThat(told).containsExactly("offer " + first, "offer-withdrawn " + first, "offer " + second,
                "offer-withdrawn " + second);
    }

    @Test
    void aLostConnectionMissesNothing() {
        away.set(true);
        done(database.sql("select pg_terminate_backend(:pid)").bind("pid", listener).mapValue(Boolean.class).one());
        await().atMost(BOUND).until(this::isGone);
        UUID offer = city.offerTo(ann, ride);
        assertThat(told).isEmpty();

        away.set(false);
        awaitTold("offer " + offer);
        await().atMost(BOUND).until(this::listens);
        city.follow(new RideNews.CalledOff(ride));
        awaitTold("offer-withdrawn " + offer);
    }

    /** The connection looks now and then whether it still lives, by a statement that it sends after the first. */
    private boolean listens() {
        return number("select count(*) from pg_stat_activity where pid = :pid and state = 'idle' "
                + "and query in ('listen dispatch_offers', 'select 1')") == 1;
    }

    private boolean isGone() {
        return number("select count(*) from pg_stat_activity where pid = :pid") == 0;
    }

    private long number(String query) {
        return done(database.sql(query).bind("pid", listener).mapValue(Long.class).one());
    }

    private void awaitTold(String event) {
        await().pollInterval(Duration.ofMillis(2)).atMost(BOUND).until(() -> told.contains(event));
    }

    private static <T> T done(Mono<T> step) {
        return Objects.requireNonNull(step.block(BOUND));
    }
}
