package dev.ridewire.booking.adapter.messaging;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.FARE;
import static dev.ridewire.booking.domain.ride.SampleRides.OTHER_DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.assignment;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ridewire.booking.BookingApplication;
import dev.ridewire.booking.OwnReactorResources;
import dev.ridewire.booking.RunningBooking;
import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.application.ride.ChangingRide;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.dispatch.match.v1.Match;
import dev.ridewire.events.dispatch.match.v1.MatchAssigned;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.dispatch.match.v1.MatchState;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.tracking.trip.v1.TripMeasured;
import dev.ridewire.events.type.v1.Vehicle;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;

/** From the topics of dispatch and tracking to booking's own, through real PostgreSQL and Kafka. */
@SpringBootTest(classes = BookingApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@ContextConfiguration(initializers = OwnReactorResources.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventPathTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceContext TRACE = new TraceContext("00-" + TRACE_ID + "-b7ad6b7169203331-01", null);

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers()), new StringSerializer(),
            new ByteArraySerializer());
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers(), "auto.offset.reset", "earliest",
                    "group.id", "test-" + UUID.randomUUID()),
            new StringDeserializer(), new ByteArrayDeserializer());
    private final List<ConsumerRecord<String, byte[]>> told = new ArrayList<>();

    @Autowired
    private Rides rides;
    @Autowired
    private FollowingMatch followingMatch;
    @Autowired
    private ChangingRide changingRide;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private TransactionalOperator transactions;

    /** The topics of the other services have one partition: what was sent after an event is handled after it. */
    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) throws Exception {
        String servers = TestParts.kafka().bootstrapServers();
        RunningBooking.configure(registry, servers);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(
                    new NewTopic(EventStreams.MATCHES.topic(), 1, (short) 1),
                    new NewTopic(EventStreams.TRIPS.topic(), 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }

    @Test
    void aMatchItsDuplicateAndOneOfAnOldSearchAssignOneDriver() {
        RideId ride = requestedRide();
        matchSaid(ride, assignment(1));
        change(ride, cancelBy(DRIVER));
        RideId last = requestedRide();
        UUID event = UUID.randomUUID();

        send(EventStreams.MATCHES, "MatchAssigned", event, ride, 4, matchOf(ride, 4, 2, OTHER_DRIVER));
        send(EventStreams.MATCHES, "MatchAssigned", event, ride, 4, matchOf(ride, 4, 2, OTHER_DRIVER));
        await().atMost(PATIENCE).until(() -> stored(ride).status() == RideStatus.DRIVER_ASSIGNED);
        send(EventStreams.MATCHES, "MatchAssigned", event, ride, 4, matchOf(ride, 4, 2, OTHER_DRIVER));
        send(EventStreams.MATCHES, "MatchAssigned", UUID.randomUUID(), ride, 5, matchOf(ride, 5, 1, DRIVER));
        send(EventStreams.MATCHES, "MatchAssigned", UUID.randomUUID(), last, 1, matchOf(last, 1, 1, DRIVER));
        await().atMost(PATIENCE).until(() -> stored(last).status() == RideStatus.DRIVER_ASSIGNED);

        assertThat(stored(ride).state().driver()).isNotNull()
                .satisfies(driver -> assertThat(driver.id()).isEqualTo(OTHER_DRIVER));
        assertThat(stored(ride).version()).isEqualTo(4);
        awaitTold(last, "RideRequested", "DriverAssigned");
        awaitTold(ride, "RideRequested", "DriverAssigned", "DriverCancelled", "DriverAssigned");
        assertThat(rowsTold(ride)).isEqualTo(4);
        assertThat(toldOf(ride)).last().satisfies(
                assigned -> assertThat(EventRecords.traceOf(assigned).traceparent()).contains(TRACE_ID));
    }

    @Test
    void aMeasuredTripSettlesTheFare() {
        RideId ride = requestedRide();
        matchSaid(ride, assignment(1));
        change(ride, new RideCommand.Arrive(DRIVER));
        change(ride, new RideCommand.Start(DRIVER, PIN));
        change(ride, new RideCommand.Complete(DRIVER));

        send(EventStreams.TRIPS, "TripMeasured", UUID.randomUUID(), ride, 1, TripEvent.newBuilder()
                .setTrip(Trip.newBuilder().setRideId(ride.toString()).setVersion(1)
                        .setCompletedAt(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond())))
                .setTripMeasured(TripMeasured.getDefaultInstance()).build());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored(ride).state()).isInstanceOfSatisfying(
                RideState.Completed.class, completed -> assertThat(completed.fare()).isEqualTo(FARE)));
        awaitTold(ride, "RideRequested", "DriverAssigned", "DriverArrived", "RideStarted", "RideCompleted",
                "FareSettled");
    }

    private RideId requestedRide() {
        UUID id = UUID.randomUUID();
        Ride ride = SampleRides.requestedRide(new RideId(id), new RiderId("rider-" + id));
        Instant now = Instant.now();
        rides.add(ride, new RideFact.RideRequested(), new IdempotencyKey("key", "fingerprint", now.plusSeconds(60)),
                now, TraceContext.NONE).block();
        return ride.id();
    }

    private void matchSaid(RideId ride, RideCommand.OfSystem command) {
        followingMatch.follow(List.of(new RideNews(ride, command, TraceContext.NONE)))
                .as(transactions::transactional).block();
    }

    private void change(RideId ride, RideCommand.OfPerson command) {
        assertThat(changingRide.change(ride, command, _ -> true, TraceContext.NONE).block())
                .isInstanceOf(ChangingRide.Outcome.Done.class);
    }

    private Ride stored(RideId ride) {
        return rides.find(ride).blockOptional().orElseThrow();
    }

    private long rowsTold(RideId ride) {
        return database.sql("select count(*) as rows from outbox where aggregate_id = :ride")
                .bind("ride", ride.toString()).mapValue(Long.class).one().blockOptional().orElseThrow();
    }

    private void awaitTold(RideId ride, String... facts) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            poll();
            assertThat(toldOf(ride)).extracting(record -> EventRecords.envelopeOf(record).type())
                    .extracting(type -> type.substring(type.lastIndexOf('.') + 1)).containsExactly(facts);
        });
    }

    private List<ConsumerRecord<String, byte[]>> toldOf(RideId ride) {
        return told.stream().filter(record -> record.key().equals(ride.toString())).toList();
    }

    private void poll() {
        if (consumer.subscription().isEmpty()) {
            consumer.subscribe(List.of(EventStreams.RIDES.topic()));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(told::add);
    }

    private <M extends Message> void send(
            EventStream<M> stream, String fact, UUID event, RideId ride, long version, M message) {
        var entry = OutboxEntry.of(stream, fact, event, ride.toString(), version, Instant.now(), message, TRACE);
        producer.send(EventRecords.toRecord(entry, TRACE));
        producer.flush();
    }

    private static MatchEvent matchOf(RideId ride, long version, int attempt, DriverId driver) {
        return MatchEvent.newBuilder()
                .setMatch(Match.newBuilder()
                        .setRideId(ride.toString()).setState(MatchState.MATCH_STATE_ASSIGNED).setVersion(version)
                        .setAttempt(attempt).setDriverId(driver.value()).setPickupEtaSeconds(90)
                        .setVehicle(Vehicle.newBuilder()
                                .setVehicleClass("STANDARD").setPlate("T-123").setModel("Toyota Prius")))
                .setMatchAssigned(MatchAssigned.getDefaultInstance()).build();
    }
}
