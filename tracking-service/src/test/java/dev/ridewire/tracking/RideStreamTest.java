package dev.ridewire.tracking;

import static dev.ridewire.tracking.Booking.drivenBy;
import static dev.ridewire.tracking.Booking.ride;
import static dev.ridewire.tracking.Booking.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.tracking.application.NewestHub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;

/** The path of a ride from booking's events to the rider's stream and to the measured trip. */
class RideStreamTest extends OnRealParts {
    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENTS = new ParameterizedTypeReference<>() {
    };
    private static Booking booking;

    @Autowired
    private List<NewestHub<?, ?>> hubs;

    private final UUID rideId = UUID.randomUUID();
    private final String driver = "bob-" + rideId;
    private final Instant now = Instant.now();

    @BeforeAll
    static void start() {
        booking = new Booking(TestParts.kafka().bootstrapServers());
    }

    @AfterAll
    static void stop() {
        booking.close();
    }

    @Test
    void theRiderSeesTheRideTheCarAndTheEnd() {
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ASSIGNED, 2, now), driver));
        var stream = new Stream("rider", "ada", null);

        await().until(() -> stream.has("ride", "state", "DRIVER_ASSIGNED"));
        report(1);
        await().until(() -> stream.named("location").findAny().isPresent());
        var car = stream.named("location").findFirst().orElseThrow().data();
        assertThat(car).containsKeys("lat", "lng", "heading", "recordedAt", "ageSeconds", "etaSeconds");
        await().until(() -> stream.events.stream().anyMatch(event -> "heartbeat".equals(event.comment())));

        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_IN_PROGRESS, 4, now), driver)
                .setStartedAt(timestamp(now.minusSeconds(55))));
        await().until(() -> stream.has("ride", "state", "IN_PROGRESS"));
        booking.tell(completed(5));

        await().until(stream.ended::get);
        assertThat(stream.named("ride").map(ServerSentEvent::id)).containsExactly("2", "4", "5");
        await().untilAsserted(() -> assertThat(hubs).allMatch(hub -> hub.watching() == 0));
    }

    @Test
    void aClientThatComesBackIsNotToldWhatItKnows() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now));
        stored(1);
        var knowing = new Stream("rider", "ada", "1");
        var behind = new Stream("rider", "ada", "0");

        await().until(() -> behind.has("ride", "state", "REQUESTED"));
        booking.tell(ride(rideId, RideState.RIDE_STATE_CANCELLED, 2, now));

        await().until(() -> knowing.ended.get() && behind.ended.get());
        assertThat(knowing.named("ride").map(ServerSentEvent::id)).containsExactly("2");
        assertThat(knowing.has("end", "reason", "ride-over")).isTrue();
        assertThat(behind.named("ride").map(ServerSentEvent::id)).containsExactly("1", "2");
        assertThat(behind.named("ride").findFirst().orElseThrow().data()).containsEntry("driver", null)
                .containsEntry("pickupEtaSeconds", null);
    }

    @Test
    void aStreamEndsWithItsToken() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now));
        stored(1);

        String shortLived = ISSUER.token("rider", "ada", Duration.ofSeconds(2));
        var answer = as("rider", "ada").get().uri("/v1/rides/{id}/stream", rideId)
                .headers(headers -> headers.setBearerAuth(shortLived)).exchange();

        answer.expectStatus().isOk();
        var events = answer.returnResult(EVENTS).getResponseBody().collectList().block(Duration.ofSeconds(20));
        assertThat(events).filteredOn(event -> "end".equals(event.event())).first()
                .satisfies(end -> assertThat(end.data()).containsEntry("reason", "token-expired"));
    }

    @ParameterizedTest
    @CsvSource({"4,true", "3,true", "2,false", "nonsense,false", "9,true"})
    void aClientThatComesBackIsToldWhetherItMissedAState(String lastEventId, boolean recovered) {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 4, now));
        stored(4);
        var stream = new Stream("rider", "ada", lastEventId);

        await().until(() -> stream.named("resumed").findAny().isPresent());
        assertThat(stream.events.getFirst().data()).containsEntry("recovered", recovered).containsEntry("version", 4);
        stream.reading.dispose();
    }

    @Test
    void aDriverWhoGaveTheRideBackIsToldSo() {
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ASSIGNED, 2, now), driver));
        var stream = new Stream("driver", driver, null);
        await().until(() -> stream.has("ride", "state", "DRIVER_ASSIGNED"));

        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 3, now).setAttempt(2));

        await().until(stream.ended::get);
        assertThat(stream.has("end", "reason", "ride-given-back")).isTrue();
    }

    @Test
    void theFirstCommentOpensAStreamWithNothingNewToTell() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now));
        stored(1);
        var stream = new Stream("rider", "ada", "1");

        await().until(() -> !stream.events.isEmpty());
        assertThat(stream.events.getFirst().comment()).isEqualTo("connected");
        stream.reading.dispose();
    }

    @Test
    void aClientThatIsAheadIsToldOnlyWhatIsNewer() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now));
        stored(1);
        var ahead = new Stream("rider", "ada", "3");
        var asFarAhead = new Stream("rider", "ada", "2");

        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ASSIGNED, 3, now), driver));
        await().until(() -> asFarAhead.has("ride", "state", "DRIVER_ASSIGNED"));
        booking.tell(ride(rideId, RideState.RIDE_STATE_CANCELLED, 4, now));

        await().until(() -> ahead.ended.get() && asFarAhead.ended.get());
        assertThat(ahead.named("ride").map(ServerSentEvent::id)).containsExactly("4");
        assertThat(asFarAhead.named("ride").map(ServerSentEvent::id)).containsExactly("3", "4");
    }

    @Test
    void theEleventhStreamOfOnePersonEndsTheOldest() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now).setRiderId("ida"));
        stored(1);
        var streams = IntStream.range(0, 11).mapToObj(i -> new Stream("rider", "ida", null)).toList();

        await().until(streams.getFirst().ended::get);
        assertThat(streams).filteredOn(stream -> stream.ended.get()).hasSize(1);
        assertThat(streams.getFirst().has("end", "reason", "replaced")).isTrue();
        assertThat(streams.getLast().has("ride", "state", "REQUESTED")).isTrue();
        streams.forEach(stream -> stream.reading.dispose());
    }

    @Test
    void aDispatcherWatchesMoreThanTenRides() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now));
        stored(1);
        var streams = IntStream.range(0, 11).mapToObj(i -> new Stream("dispatcher", "otto", null)).toList();

        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ASSIGNED, 2, now), driver));

        await().untilAsserted(() -> assertThat(streams)
                .allMatch(stream -> stream.has("ride", "state", "DRIVER_ASSIGNED")));
        streams.forEach(stream -> stream.reading.dispose());
    }

    @Test
    void headOfARideThatOneMayNotWatchIsNotFound() {
        booking.tell(ride(rideId, RideState.RIDE_STATE_REQUESTED, 1, now));
        stored(1);

        as("rider", "ada").head().uri("/v1/rides/{id}/stream", rideId).exchange().expectStatus().isOk();
        as("rider", "eve").head().uri("/v1/rides/{id}/stream", rideId).exchange().expectStatus().isNotFound();
        as("rider", "ada").head().uri("/v1/rides/{id}/stream", UUID.randomUUID()).exchange()
                .expectStatus().isNotFound();
    }

    @Test
    void aCarWithASlowClockIsShownAsLive() {
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ASSIGNED, 2, now), driver));
        var stream = new Stream("rider", "ada", null);

        await().until(() -> {
            send(List.of(point(40.75, Instant.now().minusSeconds(70))));
            return stream.named("location").anyMatch(event -> event.data() != null
                    && event.data().get("ageSeconds") instanceof Number age && age.intValue() < 10);
        });
        stream.reading.dispose();
    }

    @Test
    void pointsCountForTheTripNewestFirst() throws InvalidProtocolBufferException {
        onTheWay();
        send(way(now).reversed());
        booking.tell(completed(5));

        assertThat(measured().getDistanceMeters()).isBetween(605, 615);
    }

    @Test
    void pointsThatComeAfterTheLiveOneCountForTheTrip() throws InvalidProtocolBufferException {
        onTheWay();
        send(way(now).subList(55, 56));
        send(way(now).subList(0, 55));
        booking.tell(completed(5));

        assertThat(measured().getDistanceMeters()).isBetween(605, 615);
    }

    @Test
    void pointsSentRightAfterTheEndCountForTheTrip() throws InvalidProtocolBufferException {
        onTheWay();
        booking.tell(completed(5));
        stored(5);
        send(way(now));

        assertThat(measured().getDistanceMeters()).isBetween(605, 615);
    }

    @ParameterizedTest
    @ValueSource(ints = {-50, 28})
    void aWrongClockMeasuresTheSameTrip(int seconds) throws InvalidProtocolBufferException {
        for (int ping = 0; ping < 3; ping++) {
            send(List.of(point(40.7555, Instant.now().plusSeconds(seconds))));
        }
        onTheWay();
        Instant end = Instant.now();
        send(way(end.plusSeconds(seconds)));
        booking.tell(completed(rideId, 5, end.minusSeconds(55), end));

        assertThat(measured().getDistanceMeters()).isBetween(570, 650);
    }

    @Test
    void aTripThatIsMostlyGapsIsNotMeasured() throws InvalidProtocolBufferException {
        onTheWay();
        send(List.of(point(40.75, now.minusSeconds(248)), point(40.755, now.minusSeconds(186)),
                point(40.76, now.minusSeconds(124)), point(40.765, now.minusSeconds(62)), point(40.77, now)));
        booking.tell(completed(rideId, 5, now.minusSeconds(248), now));

        assertThat(measured().getPositions()).isZero();
        assertThat(measured().getDistanceMeters()).isZero();
    }

    @Test
    void nobodyElseSeesTheRide() {
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ASSIGNED, 2, now), driver));
        stored(2);

        for (var stranger : Map.of("rider", "eve", "driver", "eve-the-driver").entrySet()) {
            as(stranger.getKey(), stranger.getValue()).get().uri("/v1/rides/{id}/stream", rideId)
                    .accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isNotFound();
        }
        for (var insider : Map.of("driver", driver, "dispatcher", "olga").entrySet()) {
            var stream = new Stream(insider.getKey(), insider.getValue(), null);
            await().until(() -> stream.has("ride", "state", "DRIVER_ASSIGNED"));
            stream.reading.dispose();
        }
    }

    @Test
    void aCompletedRideIsMeasuredOnce() throws InvalidProtocolBufferException {
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_DRIVER_ARRIVED, 3, now), driver));
        stored(3);
        report(6);
        await().until(() -> count("select count(*) from driver_position where driver_id = :key", driver) == 6);

        booking.tell(completed(5));
        booking.tell(completed(6).setFare(Money.newBuilder().setAmount("9").setCurrency("USD")));
        stored(6);

        Trip trip = measured();
        assertThat(trips()).hasSize(1);
        assertThat(trip.getRideId()).isEqualTo(rideId.toString());
        assertThat(trip.getDriverId()).isEqualTo(driver);
        assertThat(trip.getVersion()).isEqualTo(1);
        assertThat(trip.getPositions()).isEqualTo(6);
        assertThat(trip.getDistanceMeters()).isBetween(550, 562);
        assertThat(trip.getDurationSeconds()).isEqualTo(55);
        assertThat(count(
                "select count(*) from outbox where aggregate_id = :key and traceparent like '00-0af7651916cd43dd%'",
                rideId.toString())).isEqualTo(1);
    }

    @Test
    void aRideWithoutPositionsIsATripThatWasNotMeasured() throws InvalidProtocolBufferException {
        booking.tell(completed(5));
        stored(5);

        Trip trip = measured();
        assertThat(trip.getPositions()).isZero();
        assertThat(trip.getDistanceMeters()).isZero();
        assertThat(trip.getDurationSeconds()).isEqualTo(55);
    }

    @Test
    void measuringOneTripLeavesTheDriversEarlierOneToBeMeasured() throws InvalidProtocolBufferException {
        UUID later = UUID.randomUUID();
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_IN_PROGRESS, 4, now), driver));
        stored(4);
        report(10);
        await().until(() -> count("select count(*) from driver_position where driver_id = :key", driver) == 10);

        booking.tell(completed(later, 5, now.minusSeconds(40), now));
        await().until(() -> !trips(later).isEmpty());
        booking.tell(completed(rideId, 5, now.minusSeconds(100), now.minusSeconds(50)));
        await().until(() -> !trips(rideId).isEmpty());

        assertThat(trips(later).getFirst().getDistanceMeters()).isPositive();
        assertThat(trips(rideId).getFirst().getDistanceMeters()).isPositive();
    }

    private Ride.Builder completed(long version) {
        return completed(rideId, version, now.minusSeconds(55), now);
    }

    private Ride.Builder completed(UUID ride, long version, Instant from, Instant to) {
        return drivenBy(ride(ride, RideState.RIDE_STATE_COMPLETED, version, now), driver)
                .setStartedAt(timestamp(from)).setCompletedAt(timestamp(to));
    }

    /** Makes the service keep what the driver of this test reports. */
    private void onTheWay() {
        booking.tell(drivenBy(ride(rideId, RideState.RIDE_STATE_IN_PROGRESS, 4, now), driver));
        stored(4);
    }

    /** Points a second and 11 metres apart over 55 seconds. */
    private static List<String> way(Instant end) {
        return IntStream.rangeClosed(0, 55)
                .mapToObj(i -> point(40.75 + i * 0.000_1, end.minusSeconds(55 - i))).toList();
    }

    private static String point(double lat, Instant recordedAt) {
        return "{\"lat\":%s,\"lng\":-73.99,\"heading\":0,\"recordedAt\":\"%s\"}".formatted(lat, recordedAt);
    }

    private void send(List<String> points) {
        as("driver", driver).post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"points\":[" + String.join(",", points) + "]}").exchange()
                .expectStatus().isAccepted()
                .expectBody().jsonPath("$.accepted").isEqualTo(points.size());
    }

    private Trip measured() throws InvalidProtocolBufferException {
        await().until(() -> !trips().isEmpty());
        return trips().getFirst();
    }

    /** Points ten seconds and 111 metres apart, the last one of now. */
    private void report(int points) {
        String body = IntStream.range(0, points)
                .mapToObj(i -> "{\"lat\":%s,\"lng\":-73.99,\"heading\":0,\"recordedAt\":\"%s\"}".formatted(
                        40.75 + i * 0.001, now.minusSeconds(10L * (points - 1 - i))))
                .collect(Collectors.joining(",", "{\"points\":[", "]}"));
        as("driver", driver).post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body).exchange().expectStatus().isAccepted()
                .expectBody().jsonPath("$.accepted").isEqualTo(points);
    }

    private void stored(long version) {
        await().until(() -> count(
                "select coalesce(max(version), 0) from ride where cast(id as text) = :key",
                rideId.toString()) >= version);
    }

    private long count(String sql, String key) {
        Long count = database.sql(sql).bind("key", key).map(row -> row.get(0, Long.class)).one()
                .block(Duration.ofSeconds(5));
        return count == null ? 0 : count;
    }

    private List<Trip> trips() throws InvalidProtocolBufferException {
        return trips(rideId);
    }

    private List<Trip> trips(UUID ride) throws InvalidProtocolBufferException {
        List<byte[]> payloads = database.sql("select payload from outbox where aggregate_id = :key")
                .bind("key", ride.toString()).map(row -> row.get(0, byte[].class)).all().collectList()
                .block(Duration.ofSeconds(5));
        var trips = new ArrayList<Trip>();
        for (byte[] payload : payloads == null ? List.<byte[]>of() : payloads) {
            trips.add(TripEvent.parseFrom(payload).getTrip());
        }
        return trips;
    }

    /** Someone who watches the ride of this test, from when it may be watched. */
    private final class Stream {
        final List<ServerSentEvent<Map<String, Object>>> events = new CopyOnWriteArrayList<>();
        final AtomicBoolean ended = new AtomicBoolean();
        final Disposable reading;

        Stream(String role, String name, @Nullable String lastEventId) {
            var opened = new AtomicReference<@Nullable Disposable>();
            await().until(() -> {
                opened.set(open(role, name, lastEventId));
                return opened.get() != null;
            });
            reading = Objects.requireNonNull(opened.get());
        }

        private @Nullable Disposable open(String role, String name, @Nullable String lastEventId) {
            var answer = as(role, name).get().uri("/v1/rides/{id}/stream", rideId).accept(MediaType.TEXT_EVENT_STREAM)
                    .headers(headers -> {
                        if (lastEventId != null) {
                            headers.set("Last-Event-ID", lastEventId);
                        }
                    })
                    .exchange().returnResult(EVENTS);
            return answer.getStatus().is2xxSuccessful()
                    ? answer.getResponseBody().doOnComplete(() -> ended.set(true)).subscribe(events::add)
                    : null;
        }

        java.util.stream.Stream<ServerSentEvent<Map<String, Object>>> named(String event) {
            return events.stream().filter(candidate -> event.equals(candidate.event()));
        }

        boolean has(String event, String field, String value) {
            return named(event)
                    .anyMatch(candidate -> candidate.data() != null && value.equals(candidate.data().get(field)));
        }
    }
}
