package dev.ridewire.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.booking.application.deadline.FiringScheduledRides;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.application.ride.Rides.AddResult;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Two instances of the service on one database, when the time of scheduled rides has come. The database is their own:
 * other tests schedule rides too.
 */
@TestPropertySource(properties = "ridewire.booking.sweep.abandoned-rides=1h")
@DirtiesContext
class SeveralInstancesTest extends RunningBooking {
    private static final int RIDES = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Rides rides;
    @Autowired
    FiringScheduledRides firing;
    @Autowired
    TransactionalOperator transactions;
    @Autowired
    DatabaseClient database;
    @Autowired
    DatabaseProperties settings;
    @Autowired
    Environment environment;

    private final List<ConfigurableApplicationContext> others = new ArrayList<>();
    private List<RideId> due = List.of();

    @BeforeEach
    void schedule() {
        // The test before may have left some.
        allThatIsDue(firing, transactions).block(PATIENCE);
        due = Stream.generate(this::dueRide).limit(RIDES).toList();
    }

    @AfterEach
    void stopTheOthers() {
        others.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void eachFiresSomeAndTogetherTheyFireEachRideOnce() {
        var other = anotherInstance("1h");

        Mono<Integer> here = allThatIsDue(firing, transactions);
        Mono<Integer> there = allThatIsDue(
                other.getBean(FiringScheduledRides.class), other.getBean(TransactionalOperator.class));
        Integer fired = Mono.zip(here, there, Integer::sum).block(PATIENCE);

        assertThat(fired).isEqualTo(RIDES);
        assertEachFiredOnce();
    }

    @Test
    void whatAnInstanceHadBeenFiringWhenItWasKilledIsFiredByAnother() throws SQLException {
        Sinks.Empty<Void> fired = Sinks.empty();
        var doomed = firing.fireDue(work -> transactions.transactional(
                work.flatMap(count -> Mono.<Integer>never().doOnSubscribe(_ -> fired.tryEmitEmpty()))))
                .onErrorComplete().subscribe();
        fired.asMono().block(PATIENCE);

        Integer byAnother = firing.fireDue(transactions::transactional).block(PATIENCE);
        assertThat(byAnother).as("it waits for no other instance").isEqualTo(100);
        killConnectionsInTransactions();
        doomed.dispose();
        allThatIsDue(firing, transactions).block(PATIENCE);

        assertEachFiredOnce();
    }

    @Test
    void anInstanceThatStartsFiresWhatBecameDueWhileNoneRan() {
        anotherInstance("50ms");

        await().atMost(PATIENCE).untilAsserted(this::assertEachFiredOnce);
    }

    @Test
    void aRiderWhoIsGettingUnderWayOtherwiseKeepsNobodyWaiting() {
        RideId first = due.getFirst();
        Sinks.Empty<Void> added = Sinks.empty();
        Sinks.Empty<Void> commit = Sinks.empty();
        // A request commits by itself, so the statement of one that takes long stands here.
        var another = database.sql("""
                insert into ride
                select (jsonb_populate_record(ride, jsonb_build_object('id', :another, 'state', 'REQUESTED'))).*
                  from ride where id = :first""")
                .bind("another", UUID.randomUUID().toString()).bind("first", first.value())
                .fetch().rowsUpdated()
                .doOnSuccess(_ -> added.tryEmitEmpty()).delayUntil(_ -> commit.asMono())
                .as(transactions::transactional).toFuture();
        added.asMono().block(PATIENCE);

        var fired = firing.fireDue(transactions::transactional).toFuture();
        await().atMost(PATIENCE).until(this::someoneWaitsForALock);
        commit.tryEmitEmpty();

        assertThat(another).succeedsWithin(PATIENCE).isEqualTo(1L);
        assertThat(fired).succeedsWithin(PATIENCE).isEqualTo(100);
        assertThat(rides.find(first).blockOptional().orElseThrow().status()).isEqualTo(RideStatus.SCHEDULED);
    }

    private void assertEachFiredOnce() {
        UUID[] ids = due.stream().map(RideId::value).toArray(UUID[]::new);
        assertThat(count("select count(*) from ride where id = any(:ids) and state = 'REQUESTED' and version = 2", ids))
                .isEqualTo(RIDES);
        assertThat(count("""
                select count(*) from outbox
                 where aggregate_id in (select unnest(:ids)::text) and type like '%RideRequested'""", ids))
                .isEqualTo(RIDES);
    }

    private long count(String sql, UUID[] ids) {
        return database.sql(sql).bind("ids", ids).mapValue(Long.class).one().blockOptional().orElseThrow();
    }

    private static Mono<Integer> allThatIsDue(FiringScheduledRides firing, TransactionalOperator transactions) {
        return firing.fireDue(transactions::transactional)
                .repeat().takeUntil(fired -> fired == 0).reduce(0, Integer::sum);
    }

    private boolean someoneWaitsForALock() throws SQLException {
        try (var superuser = TestParts.postgres().asSuperuser(settings.name());
                var statement = superuser.createStatement();
                var waiting = statement.executeQuery("""
                        select from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'""")) {
            return waiting.next();
        }
    }

    /** As the server sees it when a process dies. */
    private void killConnectionsInTransactions() throws SQLException {
        try (var superuser = TestParts.postgres().asSuperuser(settings.name());
                var statement = superuser.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and state = 'idle in transaction'""");
        }
    }

    private ConfigurableApplicationContext anotherInstance(String sweep) {
        var properties = Stream.of("ridewire.database.host", "ridewire.database.port", "ridewire.database.name",
                "ridewire.database.owner-user", "ridewire.database.owner-password", "ridewire.database.app-user",
                "ridewire.database.app-password", "ridewire.database.ssl-mode", "spring.kafka.bootstrap-servers",
                "ridewire.security.issuer", "ridewire.security.audience", "ridewire.security.jwks",
                "ridewire.booking.quote-key")
                .map(name -> name + "=" + environment.getRequiredProperty(name));
        var instance = new SpringApplicationBuilder(BookingApplication.class).initializers(new OwnReactorResources())
                .run(Stream.concat(properties, Stream.of("server.port=0", "management.server.port=0",
                        "ridewire.booking.sweep.scheduled-rides=" + sweep)).map(property -> "--" + property)
                        .toArray(String[]::new));
        others.add(instance);
        return instance;
    }

    private RideId dueRide() {
        var id = new RideId(UUID.randomUUID());
        Instant then = Instant.now().minus(Duration.ofHours(3));
        var order = new RideOrder(riderOf(id), SampleRides.STANDARD, SampleRides.PICKUP,
                SampleRides.DROPOFF, SampleRides.TERMS.quoted(), SampleRides.TERMS, SampleRides.PIN,
                then.plus(Duration.ofHours(2)), null);
        Ride ride = SampleRides.accepted(Ride.request(id, order, RidePolicy.STANDARD, then)).ride();
        request(ride, new RideFact.RideScheduled(), then).block();
        return id;
    }

    private static RiderId riderOf(RideId ride) {
        return new RiderId("rider-" + ride);
    }

    private Mono<AddResult> request(Ride ride, RideFact fact, Instant now) {
        return rides.add(ride, fact, new IdempotencyKey("key", "fingerprint", now.plusSeconds(60)), now,
                TraceContext.NONE);
    }
}
