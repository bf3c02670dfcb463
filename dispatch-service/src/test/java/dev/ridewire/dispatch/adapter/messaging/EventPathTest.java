package dev.ridewire.dispatch.adapter.messaging;

import static dev.ridewire.dispatch.domain.Samples.DROPOFF;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ridewire.dispatch.DispatchOnPostgres.RealParts;
import dev.ridewire.dispatch.application.offer.AnsweringOffer;
import dev.ridewire.dispatch.application.offer.OfferOutcome;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.dispatch.application.shift.ChangingShift;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.application.shift.ViewingShift;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** From booking's topic to dispatch's own, through real PostgreSQL and Kafka, with all loops running. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "ridewire.dispatch.offer-life=3s", "ridewire.dispatch.search-window=5s", "ridewire.dispatch.ask-again=1h"})
@ContextConfiguration(initializers = EventPathTest.WithKafka.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventPathTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceContext TRACE = new TraceContext("00-" + TRACE_ID + "-b7ad6b7169203331-01", null);

    private final String ann = "ann-" + UUID.randomUUID();
    private final UUID ride = UUID.randomUUID();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers()), new StringSerializer(),
            new ByteArraySerializer());
    private final List<ConsumerRecord<String, byte[]>> matches = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers(), "auto.offset.reset", "earliest",
                    "group.id", "test-" + UUID.randomUUID()),
            new StringDeserializer(), new ByteArrayDeserializer());

    @Autowired
    private ChangingShift shifts;
    @Autowired
    private ViewingShift viewingShift;
    @Autowired
    private ViewingOffers viewingOffers;
    @Autowired
    private AnsweringOffer answering;

    /** The real parts, and Kafka with the topics of the other services. */
    static final class WithKafka
            implements
                ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new RealParts().initialize(context);
            String servers = TestParts.kafka().bootstrapServers();
            TestPropertyValues.of("spring.kafka.bootstrap-servers=" + servers)
                    .applyTo(context);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                admin.createTopics(List.of(
                        new NewTopic(EventStreams.RIDES.topic(), 2, (short) 1),
                        new NewTopic(EventStreams.LOCATIONS.topic(), 2, (short) 1)))
                        .all().get(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("no topics", e);
            }
        }
    }

    @AfterAll
    void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }

    @Test
    void aRideIsOfferedAcceptedAndClosedInOneTrace() {
        goOnline();
        requestRide(1);
        UUID offer = pendingOffer();
        assertThat(answering.accept(offer, ann, TraceContext.NONE).block())
                .isInstanceOf(OfferOutcome.Answered.class);
        awaitFact("MatchAssigned");
        send(EventStreams.RIDES, "RideCancelled", ride.toString(), 2, rideIn(RideState.RIDE_STATE_CANCELLED, 2));
        awaitFact("MatchClosed");

        assertThat(Objects.requireNonNull(viewingShift.of(ann).block()).state())
                .isEqualTo(new DriverState.Available());
        assertThat(facts()).containsExactly("SearchStarted", "OfferMade", "MatchAssigned", "MatchClosed");
        assertThat(ofRide()).allSatisfy(
                match -> assertThat(EventRecords.traceOf(match).traceparent()).contains(TRACE_ID));
    }

    @Test
    void aRideThatNobodyAnswersFails() {
        UUID lonely = UUID.randomUUID();
        send(EventStreams.RIDES, "RideRequested", lonely.toString(), 1, RideEvent.newBuilder().setRide(
                rideIn(RideState.RIDE_STATE_REQUESTED, 1).getRide().toBuilder().setRideId(lonely.toString())).build());

        await().atMost(PATIENCE).untilAsserted(() -> {
            poll();
            assertThat(matches).filteredOn(match -> match.key().equals(lonely.toString()))
                    .extracting(match -> EventRecords.envelopeOf(match).type())
                    .endsWith(EventStreams.MATCHES.typeOf("MatchFailed"));
        });
    }

    private void goOnline() {
        shifts.change(ann, new ShiftWish.GoOnline(PRIUS), TraceContext.NONE).block();
        Instant now = Instant.now();
        send(EventStreams.LOCATIONS, "LocationReported", ann, now.toEpochMilli(), LocationReported.newBuilder()
                .setDriverId(ann).setPosition(place(PICKUP))
                .setRecordedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond())).build());
    }

    private void requestRide(int attempt) {
        send(EventStreams.RIDES, "RideRequested", ride.toString(), attempt,
                rideIn(RideState.RIDE_STATE_REQUESTED, attempt));
    }

    private UUID pendingOffer() {
        return await().atMost(PATIENCE).until(
                () -> Objects.requireNonNull(viewingOffers.pending(Set.of(ann)).block()),
                offers -> !offers.isEmpty()).stream().map(TripOffer::offer).toList().getFirst().id();
    }

    private void awaitFact(String fact) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            poll();
            assertThat(facts()).contains(fact);
        });
    }

    private List<String> facts() {
        return ofRide().stream().map(match -> EventRecords.envelopeOf(match).type())
                .map(type -> type.substring(type.lastIndexOf('.') + 1)).toList();
    }

    private List<ConsumerRecord<String, byte[]>> ofRide() {
        return matches.stream().filter(match -> match.key().equals(ride.toString())).toList();
    }

    private void poll() {
        if (consumer.subscription().isEmpty()) {
            consumer.subscribe(List.of(EventStreams.MATCHES.topic()));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(matches::add);
    }

    private <M extends Message> void send(EventStream<M> stream, String fact, String id, long version, M message) {
        var entry = OutboxEntry.of(stream, fact, UUID.randomUUID(), id, version, Instant.now(), message, TRACE);
        producer.send(EventRecords.toRecord(entry, TRACE));
        producer.flush();
    }

    private RideEvent rideIn(RideState state, long version) {
        return RideEvent.newBuilder().setRide(Ride.newBuilder()
                .setRideId(ride.toString()).setState(state).setVersion(version).setAttempt(1)
                .setVehicleClass("STANDARD").setPickup(place(PICKUP)).setDropoff(place(DROPOFF))
                .setQuotedFare(Money.newBuilder().setAmount("12.50").setCurrency("USD"))).build();
    }

    private static Place place(GeoPoint point) {
        return Place.newBuilder().setLat(point.lat()).setLng(point.lng()).build();
    }
}
