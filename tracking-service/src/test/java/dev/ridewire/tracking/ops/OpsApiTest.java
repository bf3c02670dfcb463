package dev.ridewire.tracking.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.testing.parts.TestParts;
import dev.ridewire.testing.web.WholeAnswers;
import dev.ridewire.tracking.OnRealParts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The dispatchers' API as clients see it, from events in Kafka to the answer. */
class OpsApiTest extends OnRealParts {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {
    };
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Neighbours neighbours;

    private final Instant now = Instant.now();

    @BeforeAll
    static void start() {
        neighbours = new Neighbours(TestParts.kafka().bootstrapServers());
    }

    @AfterAll
    static void stop() {
        neighbours.close();
    }

    @Test
    void theTimelineSaysWhoHeldTheRiderUp() {
        var story = Stories.longWait(now.minusSeconds(300));
        neighbours.tell(story);
        var life = awaitTimeline(story);

        assertThat(items(life, "criticalPath")).extracting(wait -> wait.get("waitsFor")).containsExactly(
                "dispatch", "dispatch", "driver", "dispatch", "driver", "dispatch", "driver", "booking", "driver",
                "dispatch", "dispatch", "driver", "booking");
        assertThat(items(life, "criticalPath")).extracting(wait -> wait.get("millis"))
                .contains(15_000, 131_000, 66_000);
        assertThat(items(life, "events").stream().filter(event -> "failure".equals(event.get("weight"))))
                .extracting(event -> event.get("type"))
                .containsExactly("OfferExpired", "OfferDeclined", "DriverCancelled");
        assertThat((List<?>) life.get("traceIds")).hasSize(5);
        assertThat(ride(life)).containsEntry("state", "DRIVER_ASSIGNED");
        assertThat((String) ride(life).get("driverId")).startsWith("driver-ned");
    }

    /** The driver's next version names no ride: it shows all the same. */
    @Test
    void theReleaseOfADriverIsOnTheTimeline() {
        var story = Stories.completed(now.minusSeconds(900));
        neighbours.tell(story);

        assertThat(items(awaitTimeline(story), "events")).extracting(event -> event.get("type"))
                .contains("DriverOffered", "DriverEngaged", "DriverReleased", "TripMeasured", "FareSettled");
    }

    @Test
    void anOpenOfferIsPendingUntilItExpires() {
        var story = Stories.offered(now);
        neighbours.tell(story);

        var pending = object(ride(awaitTimeline(story)), "pending");
        assertThat(pending).containsEntry("waitsFor", "driver").containsEntry("what", "the driver's answer");
        assertThat(Instant.parse((String) Objects.requireNonNull(pending.get("until")))).isAfter(now.plusSeconds(14));
    }

    @Test
    void theBoardIsReadInPagesWithoutGapOrRepetition() {
        String city = "city-" + UUID.randomUUID();
        var ids = IntStream.range(0, 7).mapToObj(i -> {
            var story = new Story(UUID.randomUUID(), now.minusSeconds(i), Stories.PICKUP, Stories.DROPOFF, city)
                    .requested();
            neighbours.tell(story);
            return story.id().toString();
        }).toList().reversed();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(board("city=" + city)).hasSize(7));

        var first = get("/v1/ops/rides?limit=3&city=" + city);
        var second = get("/v1/ops/rides?limit=3&city=" + city + "&cursor=" + first.get("nextCursor"));
        var third = get("/v1/ops/rides?limit=3&city=" + city + "&cursor=" + second.get("nextCursor"));

        assertThat(List.of(first, second, third)).flatExtracting(page -> items(page, "items"))
                .extracting(ride -> ride.get("id")).containsExactlyElementsOf(ids);
        assertThat(third).containsEntry("nextCursor", null);
    }

    @Test
    void theBoardIsFilteredByStateAndAge() {
        String city = "city-" + UUID.randomUUID();
        var young = story(city, now.minusSeconds(5)).requested();
        var old = story(city, now.minusSeconds(600)).requested();
        var over = story(city, now.minusSeconds(60)).requested().cancelled("changed-plans");
        List.of(young, old, over).forEach(neighbours::tell);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(board("state=CANCELLED&city=" + city)).hasSize(1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(board("city=" + city)).hasSize(2));

        assertThat(idsOf("state=REQUESTED&city=" + city)).containsExactly(old.id(), young.id());
        assertThat(idsOf("olderThan=PT2M&city=" + city)).containsExactly(old.id());
        assertThat(idsOf("state=CANCELLED&city=" + city)).containsExactly(over.id());
        assertThat(idsOf("stuck=true&city=" + city)).containsExactly(old.id());
        assertThat(object(board("stuck=true&city=" + city).getFirst(), "stuck"))
                .containsEntry("rule", "search-not-started");
    }

    @Test
    void aRideThatMovesOnIsNoLongerStuck() {
        String city = "city-" + UUID.randomUUID();
        var story = story(city, now.minusSeconds(30)).requested();
        neighbours.tell(story);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(idsOf("stuck=true&city=" + city)).containsExactly(story.id()));

        var told = story.entries().size();
        story.after(Duration.ofSeconds(29)).searchStarted();
        neighbours.tell(story.entries().subList(told, story.entries().size()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(idsOf("stuck=true&city=" + city)).isEmpty());
        assertThat(idsOf("city=" + city)).containsExactly(story.id());
    }

    @Test
    void aLiveBoardTellsWhatChanged() {
        String city = "city-" + UUID.randomUUID();
        var pages = watch("/v1/ops/rides/stream?city=" + city);
        await().atMost(PATIENCE).until(() -> !pages.isEmpty());
        assertThat(items(pages.getFirst(), "items")).isEmpty();

        var story = story(city, now).requested();
        neighbours.tell(story);

        await().atMost(PATIENCE).until(() -> items(pages.getLast(), "items").size() == 1);
        assertThat(items(pages.getLast(), "items").getFirst()).containsEntry("id", story.id().toString());
    }

    @Test
    void aLiveTimelineGrowsWithTheRide() {
        var story = Stories.offered(now);
        neighbours.tell(story);
        awaitTimeline(story);
        var lives = watch("/v1/ops/rides/" + story.id() + "/timeline/stream");
        await().atMost(PATIENCE).until(() -> !lives.isEmpty());
        int told = story.entries().size();

        story.request().accepted().assigned();
        neighbours.tell(story.entries().subList(told, story.entries().size()));

        await().atMost(PATIENCE).until(() -> items(lives.getLast(), "events").size() == story.entries().size());
    }

    @Test
    void theMapShowsCarsWithTheirRides() {
        // Each test of this context has a part of the map of its own.
        var place = new GeoPoint(10.5, 20.5);
        var id = UUID.randomUUID();
        neighbours.tell(Stories.assigned(id, now.minusSeconds(20), place));
        var waiting = Stories.searching(UUID.randomUUID(), now, new GeoPoint(10.6, 20.6));
        neighbours.tell(waiting);
        as("driver", "driver-" + id).post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"points\":[{\"lat\":10.51,\"lng\":20.51,\"recordedAt\":\"%s\"}]}".formatted(now))
                .exchange().expectStatus().isAccepted();

        await().atMost(PATIENCE).untilAsserted(() -> {
            var view = get("/v1/ops/map?box=20,10,21,11");
            assertThat(items(view, "cars")).singleElement().satisfies(car -> assertThat(car)
                    .containsEntry("rideId", id.toString()).containsEntry("state", "DRIVER_ASSIGNED"));
            assertThat(items(view, "waiting")).extracting(ride -> ride.get("rideId"))
                    .containsExactly(waiting.id().toString());
        });
        assertThat(items(get("/v1/ops/map?box=21,10,22,11"), "cars")).isEmpty();
    }

    @Test
    void spansAreOptional() {
        assertThat(get("/v1/ops/rides/" + UUID.randomUUID() + "/spans")).containsEntry("available", false);
    }

    @Test
    void anUnknownRideHasNoTimeline() {
        for (String path : List.of("timeline", "timeline/stream")) {
            as("dispatcher", "dee").get().uri("/v1/ops/rides/{id}/" + path, UUID.randomUUID()).exchange()
                    .expectStatus().isNotFound().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
        as("dispatcher", "dee").get().uri("/v1/ops/rides/nonsense/timeline").exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/v1/ops/rides?state=LOST        | query:state",
            "/v1/ops/rides?stuck=perhaps     | query:stuck",
            "/v1/ops/rides?olderThan=2m      | query:olderThan",
            "/v1/ops/rides?olderThan=-PT2M   | query:olderThan",
            "/v1/ops/rides?limit=0           | query:limit",
            "/v1/ops/rides?limit=201         | query:limit",
            "/v1/ops/rides?city=%20          | query:city",
            "/v1/ops/rides?cursor=xyz        | query:cursor",
            "/v1/ops/rides/stream?state=LOST | query:state",
            "/v1/ops/map                     | query:box",
            "/v1/ops/map?box=1,2,3           | query:box",
            "/v1/ops/map?box=3,2,1,4         | query:box",
            "/v1/ops/map?box=1,NaN,2,4       | query:box"})
    void aParameterThatCanNotBeReadIsNamed(String address, String pointer) {
        as("dispatcher", "dee").get().uri(URI.create("http://127.0.0.1:" + port + address)).exchange()
                .expectStatus().isBadRequest().expectBody()
                .jsonPath("$.type").isEqualTo("/problems/malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void aCursorBelongsToItsOrder() {
        String city = "city-" + UUID.randomUUID();
        List.of(story(city, now).requested(), story(city, now).requested()).forEach(neighbours::tell);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(board("city=" + city)).hasSize(2));
        var page = get("/v1/ops/rides?limit=1&city=" + city);

        as("dispatcher", "dee").get().uri("/v1/ops/rides?state=CANCELLED&cursor=" + page.get("nextCursor")).exchange()
                .expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ops/rides", "/v1/ops/rides/stream", "/v1/ops/map?box=1,1,2,2",
            "/v1/ops/map/stream?box=1,1,2,2", "/v1/ops/rides/01990000-0000-7000-8000-000000000001/timeline",
            "/v1/ops/rides/01990000-0000-7000-8000-000000000001/timeline/stream",
            "/v1/ops/rides/01990000-0000-7000-8000-000000000001/spans",
            "/v1/ops/rides/01990000-0000-7000-8000-000000000001/dispatch"})
    void onlyDispatchersSeeAllRides(String address) {
        for (String role : List.of("rider", "driver")) {
            as(role, "eve").get().uri(address).exchange().expectStatus().isForbidden();
        }
        stranger().get().uri(address).exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = "/v1/rides/01990000-0000-7000-8000-000000000001/cancel")
    void onlyCommandsOfDispatchersArePassedOn(String address) {
        for (String role : List.of("rider", "driver")) {
            as(role, "eve").post().uri(address).contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                    .expectStatus().isForbidden();
        }
        stranger().post().uri(address).contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isUnauthorized();
        // No other service is configured here.
        as("dispatcher", "dee").post().uri(address).contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isNotFound();
    }

    @Test
    void theConsoleNeedsNoTokenAndTrustsNothingFromElsewhere() {
        stranger().get().uri("/console/").exchange().expectStatus().isOk()
                .expectHeader().value("Content-Security-Policy",
                        policy -> assertThat(policy).startsWith("default-src 'self';").doesNotContain("unsafe"))
                .expectHeader().valueEquals("X-Content-Type-Options", "nosniff");
        stranger().get().uri("/console").exchange().expectStatus().isPermanentRedirect();
        stranger().get().uri("/console/nothing.js").exchange().expectStatus().isNotFound();
        stranger().get().uri("/console/roads.geojson").exchange().expectStatus().isOk();
    }

    @Test
    void aPageThatDidNotChangeIsNotSentAgain() {
        var tag = stranger().get().uri("/console/").exchange().expectStatus().isOk()
                .returnResult(String.class).getResponseHeaders().getETag();
        stranger().get().uri("/console/").header("If-None-Match", tag).exchange().expectStatus().isNotModified();
    }

    private Story story(String city, Instant begin) {
        return new Story(UUID.randomUUID(), begin, Stories.PICKUP, Stories.DROPOFF, city);
    }

    private Map<String, Object> awaitTimeline(Story story) {
        return await().atMost(PATIENCE).until(() -> timeline(story),
                life -> items(life, "events").size() >= story.entries().size());
    }

    private Map<String, Object> timeline(Story story) {
        var answer = as("dispatcher", "dee").get().uri("/v1/ops/rides/{id}/timeline", story.id()).exchange()
                .returnResult(OBJECT);
        return answer.getStatus().is2xxSuccessful()
                ? Objects.requireNonNull(answer.getResponseBody().blockFirst())
                : Map.of("events", List.of());
    }

    private List<Map<String, Object>> board(String query) {
        return items(get("/v1/ops/rides?" + query), "items");
    }

    private List<UUID> idsOf(String query) {
        return board(query).stream().map(ride -> UUID.fromString((String) ride.get("id"))).toList();
    }

    private Map<String, Object> get(String address) {
        return Objects.requireNonNull(as("dispatcher", "dee").get().uri(address).exchange().expectStatus().isOk()
                .expectBody(OBJECT).returnResult().getResponseBody());
    }

    private List<Map<String, Object>> watch(String address) {
        List<Map<String, Object>> seen = new CopyOnWriteArrayList<>();
        as("dispatcher", "dee").get().uri(address).accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {
                })
                .getResponseBody()
                .mapNotNull(ServerSentEvent::data).subscribe(seen::add);
        return seen;
    }

    private WebTestClient stranger() {
        return WholeAnswers.clientOf(port).build();
    }

    private static Map<String, Object> ride(Map<String, Object> life) {
        return object(life, "ride");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(parent.get(name), name);
    }
}
