package dev.ridewire.booking.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.adapter.persistence.SavingRides.SaveResult;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.KeyedRide;
import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.application.ride.Rides.AddResult;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.service.batch.BatchBounds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Rides that are added and changed together: each as if it had been alone. */
class BatchedRidesTest extends RunningBooking {
    private static final int MIXES = 30;
    private static final int ROUNDS = 3;
    private static final int AT_ONCE = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration KEY_LIFE = Duration.ofHours(24);
    private static final List<String> KEYS = List.of("key-1", "key-2", "key-3");
    private static final AtomicLong LAST_ID = new AtomicLong(System.nanoTime() & 0xffff_ffffL);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Autowired
    DatabaseClient database;
    @Autowired
    EventTranslation events;
    @Autowired
    TransactionalOperator transactions;

    static Stream<Long> seeds() {
        long first = System.nanoTime();
        return IntStream.range(0, MIXES).mapToObj(number -> first + number);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theAnswersAndTheRowsAreThoseOfOneAtATime(long seed) {
        var mix = new Mix(new Random(seed));
        var rides = new PostgresRides(database, events, RidePolicy.STANDARD, Batches.untraced(meters));
        var model = new InMemoryRides();
        for (int round = 0; round < ROUNDS; round++) {
            List<Request> requests = Stream.generate(mix::request).limit(AT_ONCE).toList();
            List<String> answers = Flux.fromIterable(requests)
                    .flatMapSequential(request -> add(rides, request), AT_ONCE).collectList().block(PATIENCE);
            List<String> expected = requests.stream().map(request -> request.isPoison()
                    ? "FAILED"
                    : String.valueOf(add(model, request).block())).toList();

            assertThat(answers).isEqualTo(expected);
            List<RideChange> changes = mix.changesOf(model);
            assertThat(Flux.fromIterable(changes).flatMapSequential(rides::save, AT_ONCE).collectList().block(PATIENCE))
                    .isEqualTo(changes.stream().map(change -> model.save(change).block()).toList());
        }

        for (RiderId rider : mix.riders) {
            assertThat(rides.findNewestOf(rider, RideFilter.ALL, null, 1_000).block())
                    .isEqualTo(model.findNewestOf(rider, RideFilter.ALL, null, 1_000).block());
            for (String key : KEYS) {
                assertThat(keyed(rides, rider, key)).isEqualTo(keyed(model, rider, key));
            }
        }
        assertThat(told(mix.riders)).containsExactlyInAnyOrderElementsOf(
                model.told().stream().map(told -> told.ride().id() + " " + told.ride().version()).toList());
        assertThat(meters.get("ridewire.batch.commands").tag("batch", "add ride").summary().max()).isGreaterThan(2);
        forgetKeysOf(mix.riders);
    }

    @Test
    void aRideThatAnotherTransactionForestallsIsRefusedAloneAndItsNeighboursAreAdded() {
        var adding = new AddingRides(database, RidePolicy.STANDARD);
        var batches = Batches.untraced(meters).of(
                "add ride", new BatchBounds(64, 1 << 20, 1), adding::add, DatabaseErrors::isOfOneRow);
        List<RiderId> riders = Stream.generate(BatchedRidesTest::newRider).limit(4).toList();
        Sinks.Empty<Void> first = Sinks.empty();
        Sinks.Empty<Void> second = Sinks.empty();
        CompletableFuture<?> holdsFirst = holding(adding, riders.get(0), first);
        CompletableFuture<?> holdsSecond = holding(adding, riders.get(1), second);

        CompletableFuture<AddResult> alone = batches.submit(newRide(riders.get(0), "other-key")).toFuture();
        awaitLocks(1);
        List<CompletableFuture<AddResult>> together = riders.stream().skip(1)
                .map(rider -> batches.submit(newRide(rider, "other-key")).toFuture()).toList();
        first.tryEmitEmpty().orThrow();
        assertThat(alone).succeedsWithin(PATIENCE).isEqualTo(AddResult.ACTIVE_RIDE_EXISTS);
        awaitLocks(1);
        second.tryEmitEmpty().orThrow();

        assertThat(together.stream().map(CompletableFuture::join)).containsExactly(
                AddResult.ACTIVE_RIDE_EXISTS, AddResult.ADDED, AddResult.ADDED);
        assertThat(meters.get("ridewire.batch.retries").counter().count()).isEqualTo(3);
        assertThat(Stream.of(holdsFirst, holdsSecond)).allSatisfy(holder -> assertThat(holder)
                .succeedsWithin(PATIENCE));
    }

    @Test
    void aChangeOfARideThatAnotherTransactionHoldsHoldsUpNoOther() {
        var rides = new PostgresRides(database, events, RidePolicy.STANDARD, Batches.untraced(meters));
        List<RideChange> changes = changesOfNewRides(rides, 3);
        UUID held = changes.getFirst().before().id().value();

        List<SaveResult> results = transactions
                .execute(holder -> database.sql("select from ride where id = :id for update")
                        .bind("id", held).fetch().rowsUpdated()
                        .then(Mono.fromFuture(() -> new SavingRides(database, events)
                                .saveFree(changes.stream().map(ChangedRide::new).toList()).toFuture())))
                .single().block(PATIENCE);

        assertThat(results).containsExactly(SaveResult.HELD, SaveResult.SAVED, SaveResult.SAVED);
        assertThat(rides.save(changes.getFirst()).block()).isTrue();
        assertThat(rides.save(changes.getLast()).block()).isFalse();
    }

    @Test
    void changesThatWaitForTheirRidesLeaveTheStatementsToOthers() {
        var rides = new PostgresRides(database, events, RidePolicy.STANDARD, Batches.untraced(meters));
        List<RideChange> held = changesOfNewRides(rides, 2);
        RideChange free = changesOfNewRides(rides, 1).getFirst();
        Sinks.Empty<Void> end = Sinks.empty();
        var locked = new CompletableFuture<Boolean>();
        CompletableFuture<?> holder = transactions
                .execute(status -> rides.lockAll(held.stream().map(change -> change.before().id()).toList())
                        .doOnNext(_ -> locked.complete(true)).then(end.asMono()))
                .then().toFuture();
        assertThat(locked).succeedsWithin(PATIENCE);

        List<CompletableFuture<Boolean>> waiting = held.stream().map(change -> rides.save(change).toFuture()).toList();

        assertThat(rides.save(free).block(PATIENCE)).isTrue();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        end.tryEmitEmpty().orThrow();
        assertThat(waiting).allSatisfy(one -> assertThat(one).succeedsWithin(PATIENCE).isEqualTo(true));
        assertThat(holder).succeedsWithin(PATIENCE);
    }

    private static List<RideChange> changesOfNewRides(Rides rides, int count) {
        return Stream.generate(BatchedRidesTest::newRider).limit(count)
                .map(rider -> Mix.change(stored(rides, rider), SampleRides.assignment(1))).toList();
    }

    private static Ride stored(Rides rides, RiderId rider) {
        Ride ride = SampleRides.requestedRide(nextId(), rider);
        assertThat(
                add(rides, new Request(ride, new IdempotencyKey("key", "fingerprint", SampleRides.NOW.plus(KEY_LIFE)),
                        SampleRides.NOW)).block())
                .isEqualTo("ADDED");
        return ride;
    }

    /** Adds a ride in a transaction that stays open until it is told to end. */
    private CompletableFuture<?> holding(AddingRides adding, RiderId rider, Sinks.Empty<Void> end) {
        var added = new CompletableFuture<List<AddResult>>();
        CompletableFuture<?> held = adding.add(List.of(newRide(rider, "key"))).doOnNext(added::complete)
                .then(end.asMono()).as(transactions::transactional).toFuture();
        assertThat(added).succeedsWithin(PATIENCE).isEqualTo(List.of(AddResult.ADDED));
        return held;
    }

    private void awaitLocks(int statements) {
        await().atMost(PATIENCE).until(() -> Long.valueOf(statements).equals(database.sql("""
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and datname = current_database() and query like '/* add rides */%'""")
                .mapValue(Long.class).one().block()));
    }

    private NewRide newRide(RiderId rider, String key) {
        Ride ride = SampleRides.requestedRide(nextId(), rider);
        return new NewRide(ride, new IdempotencyKey(key, "fingerprint", SampleRides.NOW.plus(KEY_LIFE)),
                SampleRides.NOW, events.entryFor(ride, new RideFact.RideRequested(), TraceContext.NONE));
    }

    private static Mono<String> add(Rides rides, Request request) {
        return rides.add(request.ride(), request.fact(), request.key(), request.now(), TraceContext.NONE)
                .map(AddResult::name).onErrorReturn("FAILED");
    }

    private static @Nullable String keyed(Rides rides, RiderId rider, String key) {
        return rides.findByKey(rider, key, SampleRides.NOW).map(KeyedRide::toString).block();
    }

    private List<String> told(List<RiderId> riders) {
        return database.sql("""
                select aggregate_id || ' ' || version as event from outbox
                 where aggregate_id in (select id::text from ride where rider_id = any(:riders))""")
                .bind("riders", riders.stream().map(RiderId::value).toArray(String[]::new))
                .mapValue(String.class).all().collectList().blockOptional().orElseThrow();
    }

    /** Other tests on this database expect that few keys have expired. */
    private void forgetKeysOf(List<RiderId> riders) {
        database.sql("delete from idempotency_key where rider_id = any(:riders)")
                .bind("riders", riders.stream().map(RiderId::value).toArray(String[]::new))
                .fetch().rowsUpdated().block(PATIENCE);
    }

    private static RiderId newRider() {
        return new RiderId("rider-" + UUID.randomUUID());
    }

    private static RideId nextId() {
        return new RideId(new UUID(0x0190_0000_0000_7000L, LAST_ID.incrementAndGet()));
    }

    private record Request(Ride ride, IdempotencyKey key, Instant now) {
        /** Reports whether the database refuses the row. */
        boolean isPoison() {
            String note = ride.order().note();
            return note != null && note.indexOf('\0') >= 0;
        }

        RideFact fact() {
            return ride.order().scheduledFor() == null ? new RideFact.RideRequested() : new RideFact.RideScheduled();
        }
    }

    /** Few riders with few keys, so that their requests meet. */
    private static final class Mix {
        private final List<RiderId> riders = Stream.generate(BatchedRidesTest::newRider).limit(12).toList();
        private final Random random;

        Mix(Random random) {
            this.random = random;
        }

        Request request() {
            RiderId rider = oneOf(riders);
            boolean scheduled = random.nextInt(3) == 0;
            String note = switch (random.nextInt(12)) {
                case 0 -> "The database refuses \0.";
                case 1 -> "\"At the {side} door\", please \\ 🚪\n";
                default -> null;
            };
            var order = new RideOrder(rider, SampleRides.STANDARD, SampleRides.PICKUP, SampleRides.DROPOFF,
                    SampleRides.TERMS.quoted(), SampleRides.TERMS, SampleRides.PIN,
                    scheduled ? SampleRides.NOW.plus(Duration.ofHours(1)) : null, note);
            // Some keys have expired already, and another request takes them over.
            Instant end = SampleRides.NOW.plus(random.nextInt(4) == 0 ? Duration.ZERO : KEY_LIFE);
            String key = scheduled ? "key-" + random.nextInt(100) : oneOf(KEYS);
            return new Request(
                    SampleRides.accepted(Ride.request(nextId(), order, RidePolicy.STANDARD, SampleRides.NOW)).ride(),
                    new IdempotencyKey(key, "fingerprint-" + random.nextInt(2), end), SampleRides.NOW);
        }

        /** Cancels about half of the active rides, some twice, and some when a driver has been found meanwhile. */
        List<RideChange> changesOf(InMemoryRides model) {
            List<RideChange> changes = new ArrayList<>();
            for (Ride ride : model.all()) {
                if (ride.status().isActive() && random.nextBoolean()) {
                    if (random.nextInt(4) == 0 && ride.status() == RideStatus.REQUESTED) {
                        changes.add(change(ride, SampleRides.assignment(ride.attempt())));
                    }
                    changes.add(
                            change(ride, new RideCommand.Cancel(Actor.rider(ride.order().rider()), "changed-plans")));
                    if (random.nextInt(4) == 0) {
                        changes.add(changes.getLast());
                    }
                }
            }
            return changes;
        }

        private static RideChange change(Ride ride, RideCommand command) {
            var changed = SampleRides.accepted(ride.decide(command, RidePolicy.STANDARD, SampleRides.NOW));
            return new RideChange(ride, changed.ride(), changed.fact(), TraceContext.NONE);
        }

        private <T> T oneOf(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
