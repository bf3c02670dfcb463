package dev.ridewire.booking.adapter.persistence;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.protobuf.Empty;
import dev.ridewire.booking.BookingApplication;
import dev.ridewire.booking.OwnReactorResources;
import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.billing.Earnings;
import dev.ridewire.booking.application.rating.Ratings;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.config.HousekeepingStatements;
import dev.ridewire.messaging.config.MessagingProperties;
import dev.ridewire.messaging.inbox.InboxStatements;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.parts.Ports;
import dev.ridewire.service.schedule.Loop;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Every statement that the service issues, over a million rides: with the plan made for its parameters, and with the
 * one that a connection uses for any after it has issued the statement a few times.
 */
@SpringBootTest(classes = BookingApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "management.server.port=0", "ridewire.messaging.relay.enabled=false"})
@Import(Statements.class)
@ContextConfiguration(initializers = OwnReactorResources.class)
@DirtiesContext
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementPlansTest {
    private static final MillionRides STORE = new MillionRides();
    private static final int BATCH = 100;
    private static final int POLL = 500;
    private static final int HISTORY = 101;
    private static final int ADDED = 64;
    private static final int KEYS = 1_000;

    /** The indexes and pages that each statement may touch. Bounds that grow with a batch or a page are written so. */
    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            // It sorts the few rides of a rider who is known to have few, or none for a rider whose rides don't count.
            entry("AddingRides.add",
                    Shape.by("idempotency_key_pkey", "ride_one_active_per_rider", "ride_scheduled_of_rider").sorting()
                            .within(60 * ADDED)),
            entry("PostgresRides.find", Shape.by("ride_pkey").within(10)),
            entry("PostgresRides.findByKey", Shape.by("idempotency_key_pkey", "ride_pkey").within(20)),
            // It sorts the rides of a rider who is known to have few, and of no other.
            entry("PostgresRides.findNewestOf", Shape.by("ride_newest_of_rider", "ride_one_active_per_rider",
                    "ride_scheduled_of_rider").sorting().within(10 + HISTORY)),
            entry("PostgresRides.lockAll", Shape.by("ride_pkey").within(5 * BATCH)),
            entry("SavingRides.saveAll", Shape.by("ride_pkey").within(40 * BATCH)),
            // It sorts the ids that it was given.
            entry("SavingRides.saveFree", Shape.by("ride_pkey").sorting().within(50 * BATCH)),
            // Those whose riders are on another ride are passed over each time, and few.
            entry("PostgresRides.lockDue", Shape.by("ride_due", "ride_one_active_per_rider").within(6 * BATCH)),
            entry("PostgresRides.lockOverdue", Shape.by("ride_due", "ride_one_active_per_rider").within(10 * BATCH)),
            entry("PostgresRides.lockAbandoned", Shape.by("ride_in_progress").within(5 * BATCH)),
            entry("PostgresRides.lockUnsettled", Shape.by("ride_unsettled").within(5 * BATCH)),
            entry("PostgresRides.forgetExpiredKeys", Shape.by("idempotency_key_expiry").within(5 * KEYS)),
            // A page a ride, and no more rides than a driver drives in 31 days.
            entry("PostgresEarnings.byDay", Shape.by("ride_earnings_of_driver").sorting().within(31 * 30)),
            entry("PostgresRatings.find", Shape.by("ride_pkey", "rating_pkey").within(20)),
            entry("PostgresRatings.save", Shape.by("rating_pkey").within(20)),
            // It sorts what was polled.
            entry("Inbox.admit", Shape.by("inbox_version_pkey").sorting().within(30 * POLL)),
            entry("Inbox.hasApplied", Shape.by("inbox_version_pkey").within(200)),
            // Most of it is the catalog, for a day that is dropped.
            entry("Housekeeping.maintainOutbox", Shape.by("outbox_DAY_transaction_id_idx").scanning("outbox_watermark")
                    .within(2000)),
            // The default partition is empty, unless housekeeping was away for days.
            entry("Housekeeping.forgetStrays", Shape.by().scanning("outbox_default", "outbox_watermark").within(200)),
            // An event that Kafka always refuses is rare, and an operator sees to it.
            entry("Housekeeping.forgetSetAside", Shape.by().scanning("outbox_set_aside").within(200)),
            entry("Housekeeping.pruneInbox", Shape.by("inbox_received_at").within(200)));
    /** Parts of what the driver and the pool ask once for each connection. */
    private static final List<String> ASKED_BY_A_NEW_CONNECTION = List.of("pg_catalog.pg_type", "transaction_timeout");
    /** It writes rows of its own and deletes them, to see whether the database takes any. */
    private static final Set<String> WITHOUT_A_PLAN = Set.of("PollTransaction.databaseTakesWrites");
    /**
     * They have a connection of their own and no table that grows: the watermark's one row, few events set aside, the
     * cluster's views. But a republisher: it reads what a lost slot may not have sent, and takes its time. Migrations
     * are another matter.
     */
    private static final Set<String> BY_JDBC = Set.of(
            "RelayDatabase", "Slot", "SetAsideEvents", "Republisher", "Migrations");

    private final Logger driver = (Logger) LoggerFactory.getLogger("io.r2dbc.postgresql.client.ReactorNettyClient");
    private final PlansOfTheLog told = new PlansOfTheLog();
    private final Set<String> seen = new TreeSet<>();

    @Autowired
    Rides rides;
    @Autowired
    EventTranslation events;
    @Autowired
    Ratings ratings;
    @Autowired
    Earnings earnings;
    @Autowired
    DatabaseClient database;
    @Autowired
    TransactionalOperator transactions;
    @Autowired
    MessagingProperties messaging;
    @Autowired
    Statements statements;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        RunningBooking.configure(registry, "127.0.0.1:" + Ports.free(), STORE.database());
    }

    @BeforeAll
    void fill(@Autowired List<Loop> loops) throws SQLException {
        loops.forEach(Loop::stop);
        STORE.fill();
        told.start();
        driver.setLevel(Level.DEBUG);
        driver.setAdditive(false);
        driver.addAppender(told);
    }

    @AfterAll
    void close() {
        driver.detachAppender(told);
        driver.setAdditive(true);
        driver.setLevel(null);
        STORE.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStatementReadsLittleAndByItsIndex() throws SQLException {
        Stream<DynamicTest> plans = uses().entrySet().stream()
                .flatMap(
                        use -> Stream.of("force_custom_plan", "force_generic_plan").map(mode -> DynamicTest.dynamicTest(
                                use.getKey() + ", " + mode, () -> plansOf(use.getValue(), mode).forEach(this::check))));
        return Stream.concat(plans, Stream.of(
                DynamicTest.dynamicTest("no statement is left out", this::noStatementIsLeftOut)));
    }

    /** @param plans of the statement, and of those in the function that it calls */
    private void check(String statement, List<Plan> plans) {
        seen.add(statement);
        Shape shape = Objects.requireNonNull(SHAPES.get(statement), () -> statement + ": has no shape yet");
        assertThat(shape.indexes()).as("indexes of %s", plans).containsAll(allOf(plans, Plan::indexes));
        assertThat(shape.scans()).as("tables read from end to end by %s", plans)
                .containsAll(allOf(plans, Plan::scanned));
        assertThat(plans).as("plans").noneMatch(Plan::goesBackward);
        assertThat(plans).as("plans").noneMatch(plan -> plan.sorts() && !shape.sorts());
        assertThat(plans.getLast().buffers()).as("pages touched by %s", plans).isLessThanOrEqualTo(shape.pages());
    }

    private static Set<String> allOf(List<Plan> plans, Function<Plan, Set<String>> what) {
        return plans.stream().flatMap(plan -> what.apply(plan).stream()).collect(Collectors.toSet());
    }

    private static boolean isOfANewConnection(Plan plan) {
        return ASKED_BY_A_NEW_CONNECTION.stream().anyMatch(plan.query()::contains);
    }

    private void noStatementIsLeftOut() {
        var all = new TreeSet<>(seen);
        all.addAll(WITHOUT_A_PLAN);
        assertThat(statements.all()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(Statements.classesThatUseJdbc()).isEqualTo(BY_JDBC);
    }

    /** Collects the plans of the driver's log, to which the other contexts of the JVM write as well. */
    private static final class PlansOfTheLog extends AppenderBase<ILoggingEvent> {
        private final Queue<String> plans = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getFormattedMessage();
            if (Plan.isIn(line)) {
                plans.add(line);
            }
        }
    }

    /** @param pages at most */
    private record Shape(Set<String> indexes, Set<String> scans, boolean sorts, long pages) {
        static Shape by(String... indexes) {
            return new Shape(Set.of(indexes), Set.of(), false, 0);
        }

        /** Small tables only. */
        Shape scanning(String... tables) {
            return new Shape(indexes, Set.of(tables), sorts, pages);
        }

        /** Allows a sort, which is bounded by what the statement was given. */
        Shape sorting() {
            return new Shape(indexes, scans, true, pages);
        }

        Shape within(long pages) {
            return new Shape(indexes, scans, sorts, pages);
        }
    }

    /** Returns the plans of a use's statements, by the place in the code that issues them. It undoes what they did. */
    private Map<String, List<Plan>> plansOf(Supplier<Mono<?>> use, String mode) {
        told.plans.clear();
        statements.take();
        database.sql("set local plan_cache_mode = " + mode).then()
                .then(Mono.defer(use))
                .as(work -> transactions.execute(transaction -> {
                    transaction.setRollbackOnly();
                    return work;
                })).then().block(Duration.ofSeconds(60));
        List<Statements.Issued> issued = statements.take();
        Map<String, List<Plan>> plans = new LinkedHashMap<>();
        var inside = new ArrayList<Plan>();
        told.plans.stream().map(Plan::read).filter(plan -> !isOfANewConnection(plan))
                .forEach(plan -> {
                    inside.add(plan);
                    // Those in a function are told of before the statement that calls it.
                    issued.stream().filter(statement -> statement.isIn(plan)).findFirst().ifPresent(statement -> {
                        assertThat(statement.saysWhatItIsFor()).as(statement.sql()).isTrue();
                        plans.computeIfAbsent(statement.place(), _ -> new ArrayList<>()).addAll(inside);
                        inside.clear();
                    });
                });
        assertThat(inside).as("plans of unknown statements").isEmpty();
        return plans;
    }

    private Map<String, Supplier<Mono<?>>> uses() throws SQLException {
        var busy = new RiderId("rider-0");
        var newest = rideOf("select id from ride where rider_id = 'rider-0' order by id desc limit 1");
        var older = rideOf("select id from ride where rider_id = 'rider-0' order by id desc offset 30000 limit 1");
        var live = ridesOf("select id from ride where state = 'DRIVER_ASSIGNED' order by id limit " + BATCH);
        var key = STORE
                .ask("select key from idempotency_key where rider_id = 'rider-0' and expires_at > now() limit 1");
        var now = Instant.now();
        var today = LocalDate.now(ZoneOffset.UTC);
        var adding = new AddingRides(database, RidePolicy.STANDARD);
        var saving = new SavingRides(database, events);
        Map<String, Supplier<Mono<?>>> uses = new LinkedHashMap<>();
        uses.put("a ride is requested", () -> adding.add(requested("rider-alone", 1, now)));
        uses.put("many rides are requested", () -> adding.add(requested("rider-of-many", ADDED, now)));
        uses.put("a ride is scheduled", () -> adding.add(List.of(newRide(
                SampleRides.scheduledRide(new RideId(UUID.randomUUID()), busy), new RideFact.RideScheduled(), now))));
        uses.put("a request is repeated", () -> rides.findByKey(busy, key, now));
        uses.put("a ride is looked at", () -> rides.find(newest));
        for (RideFilter filter : RideFilter.values()) {
            uses.put("the first page of a long history, " + filter,
                    () -> rides.findNewestOf(busy, filter, null, HISTORY));
            uses.put("a late page of a long history, " + filter,
                    () -> rides.findNewestOf(busy, filter, older, HISTORY));
            uses.put("the history of a stranger, " + filter,
                    () -> rides.findNewestOf(new RiderId("stranger"), filter, null, HISTORY));
        }
        uses.put("a command", () -> rides.find(live.getFirst()).flatMap(ride -> rides.saveAll(arrived(List.of(ride)))));
        uses.put("many commands at once", () -> rides.lockAll(live).flatMap(found -> saving.saveFree(
                arrived(found).stream().map(ChangedRide::new).toList())));
        uses.put("a poll's news of rides", () -> rides.lockAll(live).flatMap(found -> rides.saveAll(arrived(found))));
        uses.put("scheduled rides are due", () -> rides.lockDue(now, BATCH));
        uses.put("no scheduled ride is due", () -> rides.lockDue(now.minus(Duration.ofDays(100)), BATCH));
        uses.put("scheduled rides are overdue", () -> rides.lockOverdue(now, BATCH));
        uses.put("no scheduled ride is overdue", () -> rides.lockOverdue(now.minus(Duration.ofDays(100)), BATCH));
        uses.put("rides are abandoned", () -> rides.lockAbandoned(now, BATCH));
        uses.put("no ride is abandoned", () -> rides.lockAbandoned(now.minus(Duration.ofDays(999)), BATCH));
        uses.put("fares are to be settled", () -> rides.lockUnsettled(now, BATCH));
        uses.put("no fare is to be settled", () -> rides.lockUnsettled(now.minus(Duration.ofDays(999)), BATCH));
        uses.put("keys have expired", () -> rides.forgetExpiredKeys(now, KEYS));
        uses.put("no key has expired", () -> rides.forgetExpiredKeys(now.minus(Duration.ofDays(9)), KEYS));
        uses.put("a busy driver's month", () -> earnings.byDay(new DriverId("driver-0"), today.minusDays(30), today));
        uses.put("a stranger's month", () -> earnings.byDay(new DriverId("stranger"), today.minusDays(30), today));
        uses.put("a ride is rated", () -> ratings.find(older).flatMap(_ -> ratings.save(
                new Rating(older, Party.DRIVER, 1, new Review(5, null), now))));
        uses.put("a poll is received", () -> InboxStatements.admit(database, "booking.matches", received(now)));
        uses.put("a consumer begins again", () -> InboxStatements.hasApplied(database, "booking.trips"));
        uses.put("a new consumer begins", () -> InboxStatements.hasApplied(database, "booking.tips"));
        uses.put("housekeeping", () -> HousekeepingStatements.keep(database, messaging));
        return uses;
    }

    private List<NewRide> requested(String rider, int count, Instant now) {
        return IntStream.range(0, count).mapToObj(number -> newRide(
                SampleRides.requestedRide(new RideId(UUID.randomUUID()), new RiderId(rider + number)),
                new RideFact.RideRequested(), now)).toList();
    }

    private NewRide newRide(Ride ride, RideFact fact, Instant now) {
        return new NewRide(ride, new IdempotencyKey("new", "fingerprint", now.plusSeconds(60)), now,
                events.entryFor(ride, fact, TraceContext.NONE));
    }

    private static List<ReceivedEvent<Empty>> received(Instant now) {
        return Stream
                .generate(() -> new ReceivedEvent<>(UUID.randomUUID(), "type", UUID.randomUUID().toString(), 1, now,
                        Empty.getDefaultInstance(), TraceContext.NONE))
                .limit(POLL).toList();
    }

    private static List<RideChange> arrived(List<Ride> found) {
        return found.stream().map(ride -> new RideChange(ride, SampleRides.after(ride,
                new RideCommand.Arrive(Objects.requireNonNull(ride.state().driver()).id())),
                new RideFact.DriverArrived(),
                TraceContext.NONE)).toList();
    }

    private static RideId rideOf(String sql) throws SQLException {
        return new RideId(UUID.fromString(STORE.ask(sql)));
    }

    private static List<RideId> ridesOf(String sql) throws SQLException {
        return Arrays.stream(STORE.ask("select string_agg(id::text, ' ') from (" + sql + ") found").split(" "))
                .map(id -> new RideId(UUID.fromString(id))).toList();
    }
}
