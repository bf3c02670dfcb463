package dev.ridewire.dispatch.adapter.web;

import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.DispatchOnPostgres;
import dev.ridewire.dispatch.Tokens;
import dev.ridewire.dispatch.application.FollowingRide;
import dev.ridewire.dispatch.application.MatchingRides;
import dev.ridewire.dispatch.application.PositionReport;
import dev.ridewire.dispatch.application.PositionReports;
import dev.ridewire.dispatch.application.RideUpdate;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.domain.RideNews;
import dev.ridewire.events.TraceContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@DispatchOnPostgres
class DispatchApiTest {
    private static final String ONLINE = """
            {"status":"ONLINE","vehicle":{"class":"STANDARD","plate":"RW-1","model":"Toyota Prius"}}""";
    private static final String OFFLINE = "{\"status\":\"OFFLINE\"}";

    private final String ann = "ann-" + UUID.randomUUID();
    private final UUID ride = UUID.randomUUID();

    @LocalServerPort
    private int port;
    @Autowired
    private FollowingRide following;
    @Autowired
    private MatchingRides matching;
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
                .block();
    }

    @Test
    void aShiftIsStartedSeenAndEnded() {
        putShift(ann, ONLINE).expectStatus().isOk().expectBody()
                .jsonPath("$.driverId").isEqualTo(ann)
                .jsonPath("$.status").isEqualTo("ONLINE")
                .jsonPath("$.state").isEqualTo("AVAILABLE")
                .jsonPath("$.vehicle.class").isEqualTo("STANDARD")
                .jsonPath("$.rideId").isEqualTo(null);
        putShift(ann, ONLINE).expectStatus().isOk();
        get(ann, "driver", "/v1/drivers/me/shift").expectStatus().isOk().expectBody()
                .jsonPath("$.vehicle.plate").isEqualTo("RW-1");
        putShift(ann, OFFLINE).expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("OFFLINE");
        assertThat(events(ann)).containsExactly(
                "ridewire.dispatch.driver.v1.ShiftStarted", "ridewire.dispatch.driver.v1.ShiftEnded");
    }

    @Test
    void aShiftWithFaultsIsRefusedWithAllOfThem() {
        problem(putShift(ann, "{\"status\":\"ONLINE\",\"vehicle\":{\"class\":\"ROCKET\",\"plate\":\"\"}}"), 400,
                "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("/vehicle/class")
                .jsonPath("$.errors[1].pointer").isEqualTo("/vehicle/plate")
                .jsonPath("$.errors[2].pointer").isEqualTo("/vehicle/model");
        problem(putShift(ann, ONLINE.replace("RW-1", "RW\\ud83d")), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("/vehicle/plate");
        problem(putShift(ann, "{}"), 400, "malformed-request").jsonPath("$.errors[0].pointer").isEqualTo("/status");
        problem(putShift(ann, "{\"status\":\"ASLEEP\"}"), 400, "malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo("/status");
        problem(putShift(ann, "{\"status\""), 400, "malformed-request");
    }

    @Test
    void onlyDriversHaveShiftsAndOnlyDispatchersSeeSearches() {
        get(ann, "rider", "/v1/drivers/me/shift").expectStatus().isForbidden();
        get(ann, "driver", "/v1/ops/rides/" + ride + "/dispatch").expectStatus().isForbidden();
        client().get().uri("/v1/drivers/me/shift").exchange().expectStatus().isUnauthorized();
        problem(get("dora", "dispatcher", "/v1/ops/rides/" + ride + "/dispatch"), 404, "not-found");
    }

    @Test
    void anOfferIsSeenAndAcceptedAndTheAnswerStays() {
        UUID offer = offerTo(ann, ride);

        get(ann, "driver", "/v1/drivers/me/offers").expectStatus().isOk().expectBody()
                .jsonPath("$.length()").isEqualTo(1)
                .jsonPath("$[0].id").isEqualTo(offer.toString())
                .jsonPath("$[0].state").isEqualTo("PENDING")
                .jsonPath("$[0].fare.amount").isEqualTo("12.50")
                .jsonPath("$[0].pickup.lat").isEqualTo(PICKUP.lat())
                .jsonPath("$[0].expiresAt").isNotEmpty();
        problem(putShift(ann, OFFLINE), 409, "driver-busy").jsonPath("$.currentState").isEqualTo("OFFERED");
        byte[] first = answer(ann, offer, "accept").expectStatus().isOk().expectBody()
                .jsonPath("$.state").isEqualTo("ACCEPTED").returnResult().getResponseBody();
        byte[] again = answer(ann, offer, "accept").expectStatus().isOk().expectBody().returnResult()
                .getResponseBody();
        assertThat(again).isEqualTo(first);
        problem(answer(ann, offer, "decline"), 409, "offer-answered")
                .jsonPath("$.currentState").isEqualTo("ACCEPTED");
        get(ann, "driver", "/v1/drivers/me/shift").expectBody()
                .jsonPath("$.state").isEqualTo("ON_RIDE").jsonPath("$.rideId").isEqualTo(ride.toString());
        get("dora", "dispatcher", "/v1/ops/rides/" + ride + "/dispatch").expectStatus().isOk().expectBody()
                .jsonPath("$.state").isEqualTo("ASSIGNED")
                .jsonPath("$.offers[0].driverId").isEqualTo(ann);
    }

    @Test
    void anOfferToSomeoneElseIsNotThere() {
        UUID offer = offerTo(ann, ride);

        problem(answer("bob-" + UUID.randomUUID(), offer, "accept"), 404, "not-found");
        problem(answer(ann, UUID.randomUUID(), "accept"), 404, "not-found");
        client().post().uri("/v1/offers/nonsense/accept").headers(to -> to.setBearerAuth(Tokens.of(ann, "driver")))
                .exchange().expectStatus().isNotFound();
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() {
        UUID offer = offerTo(ann, ride);
        database.sql("update ride_match set offer_expires_at = now() - interval '1 second' where ride_id = :ride")
                .bind("ride", ride).then().block();
        database.sql("update offer set expires_at = now() - interval '1 second' where ride_id = :ride")
                .bind("ride", ride).then().block();

        problem(answer(ann, offer, "accept"), 409, "offer-expired").jsonPath("$.currentState").isEqualTo("EXPIRED");
    }

    @Test
    void anOfferOfARideThatIsOverIsWithdrawn() {
        UUID offer = offerTo(ann, ride);
        follow(new RideNews.Over(ride));

        problem(answer(ann, offer, "accept"), 409, "offer-withdrawn")
                .jsonPath("$.currentState").isEqualTo("WITHDRAWN");
        putShift(ann, OFFLINE).expectStatus().isOk();
    }

    @Test
    void ofTenAnswersToOneRideOneCounts() throws Exception {
        UUID offer = offerTo(ann, ride);
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(10)) {
            for (int number = 0; number < 10; number++) {
                String driver = number == 0 ? ann : "rival-" + UUID.randomUUID();
                answers.add(threads.submit(() -> statusOf(driver, offer)));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get(10, TimeUnit.SECONDS));
        }
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 404);
        assertThat(events(ride.toString())).containsOnlyOnce("ridewire.dispatch.match.v1.MatchAssigned");
    }

    @Test
    void tenParallelYesesOfOneDriverAreOneAssignment() throws Exception {
        UUID offer = offerTo(ann, ride);
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(10)) {
            for (int number = 0; number < 10; number++) {
                answers.add(threads.submit(() -> statusOf(ann, offer)));
            }
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(events(ride.toString())).containsOnlyOnce("ridewire.dispatch.match.v1.MatchAssigned");
    }

    @Test
    void tenParallelFirstShiftsOfOneDriverAreOneShift() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(10)) {
            for (int number = 0; number < 10; number++) {
                answers.add(threads.submit(
                        () -> putShift(ann, ONLINE).returnResult(String.class).getStatus().value()));
            }
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(events(ann)).containsExactly("ridewire.dispatch.driver.v1.ShiftStarted");
    }

    @Test
    void manyMatchersAtOnceNeverAskADriverTwiceNorTwoDriversForARide() throws Exception {
        List<UUID> rides = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            rides.add(UUID.randomUUID());
            online("driver-" + number + "-" + UUID.randomUUID());
        }
        rides.forEach(one -> follow(wanted(one)));
        CompletableFuture<?>[] matchers = new CompletableFuture<?>[6];
        for (int number = 0; number < matchers.length; number++) {
            matchers[number] = matching.matchBatch(null).repeat(5).then().toFuture();
        }
        CompletableFuture.allOf(matchers).get(30, TimeUnit.SECONDS);

        assertThat(count("select count(*) from offer where ended_at is null")).isEqualTo(12);
        assertThat(count("select count(distinct driver_id) from offer")).isEqualTo(12);
        assertThat(count("select count(distinct ride_id) from offer")).isEqualTo(12);
        assertThat(count("select count(*) from outbox where type like '%OfferMade' and aggregate_id in "
                + "(select ride_id::text from ride_match)")).isEqualTo(12);
    }

    @Test
    void aStreamTellsOfOffersAndOfTheirEnd() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/drivers/me/offers"))
                    .header("Accept", MediaType.TEXT_EVENT_STREAM_VALUE)
                    .header("Authorization", "Bearer " + Tokens.of(ann, "driver"))
                    .build();
            var stream = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).get(10, TimeUnit.SECONDS);
            assertThat(stream.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> stream.body().forEach(lines::add));
            UUID offer = offerTo(ann, ride);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(lines).contains("event:offer", "id:" + offer));
            follow(new RideNews.Over(ride));
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(lines).contains("event:offer-withdrawn", ":heartbeat"));
            http.shutdownNow();
        }
    }

    @Test
    void whoAcceptsAnythingGetsJson() {
        client().get().uri("/v1/drivers/me/offers").header("Accept", "*/*")
                .headers(to -> to.setBearerAuth(Tokens.of(ann, "driver"))).exchange()
                .expectStatus().isOk().expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_JSON);
    }

    private UUID offerTo(String driver, UUID rideId) {
        online(driver);
        follow(wanted(rideId));
        assertThat(Objects.requireNonNull(matching.matchBatch(null).block()).offers()).isEqualTo(1);
        return Objects.requireNonNull(database.sql("select offer_id from offer where ride_id = :ride")
                .bind("ride", rideId).mapValue(UUID.class).one().block());
    }

    private void online(String driver) {
        putShift(driver, ONLINE).expectStatus().isOk();
        positions.report(List.of(new PositionReport(driver, PICKUP, clock.instant())));
    }

    private void follow(RideNews news) {
        transactions.inOne(following.follow(List.of(new RideUpdate(news, TraceContext.NONE)))).block();
    }

    private int statusOf(String driver, UUID offer) {
        return answer(driver, offer, "accept").returnResult(String.class).getStatus().value();
    }

    private List<String> events(String aggregate) {
        return Objects.requireNonNull(database.sql(
                "select type from outbox where aggregate_id = :aggregate order by version")
                .bind("aggregate", aggregate).mapValue(String.class).all().collectList().block());
    }

    private long count(String query) {
        return Objects.requireNonNull(database.sql(query).mapValue(Long.class).one().block());
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(10)).build();
    }

    private WebTestClient.ResponseSpec get(String person, String role, String path) {
        return client().get().uri(path).accept(MediaType.APPLICATION_JSON)
                .headers(to -> to.setBearerAuth(Tokens.of(person, role))).exchange();
    }

    private WebTestClient.ResponseSpec putShift(String driver, String json) {
        return client().put().uri("/v1/drivers/me/shift").contentType(MediaType.APPLICATION_JSON)
                .headers(to -> to.setBearerAuth(Tokens.of(driver, "driver"))).bodyValue(json).exchange();
    }

    private WebTestClient.ResponseSpec answer(String driver, UUID offer, String answer) {
        return client().post().uri("/v1/offers/" + offer + "/" + answer)
                .headers(to -> to.setBearerAuth(Tokens.of(driver, "driver"))).exchange();
    }

    private static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec answer, int status, String slug) {
        return answer.expectStatus().isEqualTo(status)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.type").isEqualTo("/problems/" + slug);
    }
}
