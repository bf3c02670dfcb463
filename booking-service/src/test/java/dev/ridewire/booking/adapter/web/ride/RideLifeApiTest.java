package dev.ridewire.booking.adapter.web.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.Tokens;
import dev.ridewire.booking.adapter.web.BookingApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class RideLifeApiTest extends BookingApi {
    private static final Map<String, String> PLANS = Map.of("reason", "changed-plans");

    @Test
    void aRideHappensWhileKafkaIsAway() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);
        String path = pathOf(ride);

        assertThat(stateOf(json(post(driver, path + "/arrive"), 200))).isEqualTo("DRIVER_ARRIVED");
        assertThat(stateOf(json(post(driver, path + "/start", Map.of("pin", ride.get("pin").asString())), 200)))
                .isEqualTo("IN_PROGRESS");
        assertThat(stateOf(json(post(driver, path + "/complete"), 200))).isEqualTo("COMPLETED");
        assertThat(eventsOf(idOf(ride))).isEqualTo(5);
    }

    @Test
    void thePinIsShownToTheRiderAndToNobodyElse() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);

        assertThat(ride.get("pin").asString()).hasSize(4);
        assertThat(json(get(driver, pathOf(ride)), 200).has("pin")).isFalse();
        assertThat(json(get(dispatcher(), pathOf(ride)), 200).has("pin")).isFalse();
        assertThat(json(post(driver, pathOf(ride) + "/arrive"), 200).has("pin")).isFalse();
    }

    @Test
    void theNoteIsReadByTheRiderAndTheDriverAndNobodyElse() {
        var rider = rider();
        var driver = driver();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("note", "I use a wheelchair, please come to the back door");
        JsonNode ride = json(requestRide(rider, "key-1", body), 201);
        assign(ride, driver);

        assertThat(json(get(rider, pathOf(ride)), 200).get("note").asString()).isEqualTo(body.get("note"));
        assertThat(json(get(driver, pathOf(ride)), 200).get("note").asString()).isEqualTo(body.get("note"));
        assertThat(json(get(dispatcher(), pathOf(ride)), 200).has("note")).isFalse();
        giveBack(driver, ride);
        assertThat(json(get(rider, pathOf(ride)), 200).get("note").asString()).isEqualTo(body.get("note"));
    }

    @Test
    void theRideThatIsUnderWayAndThoseForLaterAreFoundByTheirState() {
        var rider = rider();
        Map<String, Object> later = new HashMap<>(quotedRequest(rider));
        later.put("scheduledFor", Instant.now().plusSeconds(7200).toString());
        JsonNode over = requestedRide(rider);
        json(post(rider, pathOf(over) + "/cancel", PLANS), 200);
        JsonNode active = requestedRide(rider);
        JsonNode scheduled = json(requestRide(rider, "key-1", later), 201);

        assertThat(idsIn(get(rider, "/v1/rides?state=active"))).containsExactly(idOf(active));
        assertThat(idsIn(get(rider, "/v1/rides?state=scheduled"))).containsExactly(idOf(scheduled));
        assertThat(idsIn(get(rider, "/v1/rides"))).containsExactly(idOf(scheduled), idOf(active), idOf(over));
        assertThat(idsIn(get(rider(), "/v1/rides?state=active"))).isEmpty();
    }

    @Test
    void aWrongPinIsRefusedAndCounted() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        String wrong = ride.get("pin").asString().equals("0000") ? "0001" : "0000";

        for (int left = 4; left >= 0; left--) {
            JsonNode problem = problem(
                    post(driver, pathOf(ride) + "/start", Map.of("pin", wrong)), 422, "wrong-pin");
            assertThat(problem.get("triesLeft").asInt()).isEqualTo(left);
        }
        problem(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 409, "pin-locked");
    }

    @Test
    void manyGuessesAtOnceDoNotBuyMoreTries() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        String wrong = ride.get("pin").asString().equals("0000") ? "0001" : "0000";

        List<String> answers = Flux.range(0, 40)
                .flatMap(i -> Mono.fromCallable(() -> json(
                        post(driver, pathOf(ride) + "/start", Map.of("pin", wrong))).get("type").asString())
                        .subscribeOn(Schedulers.boundedElastic()), 20)
                .collectList().blockOptional().orElseThrow();

        assertThat(answers).filteredOn("/problems/wrong-pin"::equals).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aDoubleClickIsAnsweredTwiceAlikeAndToldOnce() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);

        JsonNode first = json(post(driver, pathOf(ride) + "/arrive"), 200);

        assertThat(json(post(driver, pathOf(ride) + "/arrive"), 200)).isEqualTo(first);
        assertThat(eventsOf(idOf(ride))).isEqualTo(3);
    }

    @Test
    void aDriverWhoCancelsLeavesTheRideToOthers() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);

        giveBack(driver, ride);

        JsonNode givenBack = json(get(rider, pathOf(ride)), 200);
        assertThat(stateOf(givenBack)).isEqualTo("REQUESTED");
        assertThat(givenBack.get("attempt").asInt()).isEqualTo(2);
        problem(get(driver, pathOf(ride)), 404, "not-found");
    }

    @Test
    void aDriverWhoGaveARideBackLearnsNothingOfItByGivingItBackAgain() {
        var rider = rider();
        var driver = driver();
        var nextDriver = driver();
        JsonNode ride = assignedRide(rider, driver);
        giveBack(driver, ride);
        assign(json(get(rider, pathOf(ride)), 200), nextDriver);

        giveBack(driver, ride);

        JsonNode since = json(get(rider, pathOf(ride)), 200);
        assertThat(since.get("driver").get("id").asString()).isEqualTo(nextDriver.name());
        assertThat(since.get("version").asInt()).isEqualTo(4);
    }

    @Test
    void someoneWhoRidesAndDrivesSeesAndCancelsTheirOwnRideAsItsRider() {
        var someone = riderAndDriver();
        JsonNode ride = assignedRide(someone, driver());

        assertThat(json(get(someone, pathOf(ride)), 200).has("pin")).isTrue();
        JsonNode cancelled = json(post(someone, pathOf(ride) + "/cancel", PLANS), 200);
        assertThat(cancelled.get("cancellation").get("by").asString()).isEqualTo("RIDER");
    }

    @Test
    void someoneWhoRidesAndDrivesSeesAndGivesBackTheRideOfAnotherAsItsDriver() {
        var someone = riderAndDriver();
        JsonNode ride = assignedRide(rider(), someone);

        assertThat(json(get(someone, pathOf(ride)), 200).has("pin")).isFalse();
        giveBack(someone, ride);
        problem(get(someone, pathOf(ride)), 404, "not-found");
    }

    @Test
    void aCancelledRideSaysByWhomWhyAndAtWhatPrice() {
        var rider = rider();
        JsonNode ride = requestedRide(rider);

        JsonNode cancelled = json(post(rider, pathOf(ride) + "/cancel", PLANS), 200);

        assertThat(stateOf(cancelled)).isEqualTo("CANCELLED");
        assertThat(cancelled.get("cancellation").toString()).isEqualTo(
                """
                        {"by":"RIDER","reason":"changed-plans","fee":{"amount":"0.00","currency":"USD"}}""");
    }

    @Test
    void aCommandInTheWrongStateIsToldTheCurrentOne() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);

        JsonNode problem = problem(post(driver, pathOf(ride) + "/complete"), 409, "illegal-state");

        assertThat(problem.get("currentState").asString()).isEqualTo("DRIVER_ASSIGNED");
    }

    @Test
    void otherPeoplesRidesDoNotExist() {
        JsonNode ride = assignedRide(rider(), driver());

        problem(get(rider(), pathOf(ride)), 404, "not-found");
        problem(get(driver(), pathOf(ride)), 404, "not-found");
        problem(post(rider(), pathOf(ride) + "/cancel", PLANS), 404, "not-found");
        problem(post(driver(), pathOf(ride) + "/arrive"), 404, "not-found");
        problem(get(rider(), "/v1/rides/" + UUID.randomUUID()), 404, "not-found");
        problem(get(rider(), "/v1/rides/not-an-id"), 404, "not-found");
    }

    @Test
    void aRoleThatDoesNotFitAMissingAndAnExpiredOrForeignTokenAreRefused() {
        var rider = rider();
        JsonNode ride = requestedRide(rider);
        var expired = new Someone(rider.name(),
                Tokens.of("rider", rider.name(), "ridewire", Instant.now().minusSeconds(120)));
        var foreign = new Someone(rider.name(),
                Tokens.of("rider", rider.name(), "elsewhere", Instant.now().plusSeconds(120)));

        problem(post(rider, pathOf(ride) + "/arrive"), 403, "forbidden");
        problem(post(driver(), "/v1/quotes", Map.of()), 403, "forbidden");
        problem(client().get().uri(pathOf(ride)).exchange(), 401, "unauthenticated");
        problem(get(expired, pathOf(ride)), 401, "unauthenticated");
        problem(get(foreign, pathOf(ride)), 401, "unauthenticated");
    }

    @Test
    void aKnownVersionIsNotSentAgain() {
        var rider = rider();
        JsonNode ride = requestedRide(rider);

        client().get().uri(pathOf(ride)).headers(headers -> headers.setBearerAuth(rider.token()))
                .header("If-None-Match", "\"1\"").exchange()
                .expectStatus().isNotModified().expectHeader().valueEquals("ETag", "\"1\"").expectBody().isEmpty();
        client().get().uri(pathOf(ride)).headers(headers -> headers.setBearerAuth(rider.token()))
                .header("If-None-Match", "\"7\"").exchange().expectStatus().isOk();
        client().get().uri(pathOf(ride)).headers(headers -> headers.setBearerAuth(rider.token()))
                .header("If-None-Match", "1").exchange().expectStatus().isOk();
    }

    @Test
    void anyVersionThatIsKnownIsNotSentAgain() {
        var rider = rider();
        JsonNode ride = requestedRide(rider);

        client().get().uri(pathOf(ride)).headers(headers -> headers.setBearerAuth(rider.token()))
                .header("If-None-Match", "*").exchange()
                .expectStatus().isNotModified().expectHeader().valueEquals("ETag", "\"1\"").expectBody().isEmpty();
        problem(client().get().uri("/v1/rides/" + UUID.randomUUID())
                .headers(headers -> headers.setBearerAuth(rider.token()))
                .header("If-None-Match", "*").exchange(), 404, "not-found");
    }

    @Test
    void aCommandForAnOutdatedVersionIsRefused() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);

        problem(arrive(driver, ride, "\"1\""), 412, "stale-ride");
        problem(arrive(driver, ride, "W/\"2\""), 412, "stale-ride");
        problem(arrive(driver, ride, "2"), 400, "malformed-request");
        json(arrive(driver, ride, "\"1\", \"2\""), 200);
        json(arrive(driver, ride, "\"2\""), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Changed plans", "a--b", "robert'); drop table ride"})
    void aReasonThatIsNoSlugIsRefused(String reason) {
        var rider = rider();

        problem(post(rider, "/v1/rides/%s/cancel".formatted(UUID.randomUUID()), Map.of("reason", reason)), 400,
                "malformed-request");
    }

    @Test
    void ownRidesComePageByPageNewestFirst() {
        var rider = rider();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            JsonNode ride = requestedRide(rider);
            json(post(rider, pathOf(ride) + "/cancel", PLANS), 200);
            newestFirst.addFirst(idOf(ride));
        }

        List<String> seen = new ArrayList<>();
        String query = "";
        do {
            JsonNode page = json(get(rider, "/v1/rides?limit=2" + query), 200);
            page.get("items").forEach(ride -> seen.add(idOf(ride)));
            query = page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
        } while (!query.isEmpty());

        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void aCursorIsTheRidersOwnAndCanNotBeMadeUp() {
        var rider = rider();
        for (int i = 0; i < 2; i++) {
            json(post(rider, pathOf(requestedRide(rider)) + "/cancel", PLANS), 200);
        }
        String cursor = json(get(rider, "/v1/rides?limit=1"), 200).get("nextCursor").asString();
        String tampered = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);

        assertThat(json(get(rider, "/v1/rides?limit=1&cursor=" + cursor), 200).get("items")).hasSize(1);
        problem(get(rider, "/v1/rides?limit=1&cursor=" + tampered), 400, "malformed-request");
        problem(get(rider(), "/v1/rides?limit=1&cursor=" + cursor), 400, "malformed-request");
    }

    @Test
    void pagesStayTheSameWhenRidesComeInBetween() {
        var rider = rider();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JsonNode ride = requestedRide(rider);
            json(post(rider, pathOf(ride) + "/cancel", PLANS), 200);
            newestFirst.addFirst(idOf(ride));
        }

        JsonNode first = json(get(rider, "/v1/rides?limit=2"), 200);
        requestedRide(rider);
        JsonNode second = json(get(rider, "/v1/rides?limit=2&cursor=" + first.get("nextCursor").asString()), 200);

        assertThat(second.get("items").values()).extracting(RideLifeApiTest::idOf)
                .isEqualTo(newestFirst.subList(2, 4));
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=many", "cursor=%21", "cursor=AAAA", "state=REQUESTED"})
    void oddPagesAreRefused(String query) {
        JsonNode problem = problem(get(rider(), "/v1/rides?" + query), 400, "malformed-request");

        assertThat(problem.get("errors").get(0).get("pointer").asString())
                .isEqualTo("query:" + query.substring(0, query.indexOf('=')));
    }

    private ResponseSpec arrive(
            Someone driver, JsonNode ride, String ifMatch) {
        return client().post().uri(pathOf(ride) + "/arrive")
                .headers(headers -> headers.setBearerAuth(driver.token()))
                .header("If-Match", ifMatch).exchange();
    }

    private void giveBack(Someone driver, JsonNode ride) {
        post(driver, pathOf(ride) + "/cancel", Map.of("reason", "flat-tyre")).expectStatus().isNoContent()
                .expectHeader().doesNotExist("ETag").expectBody().isEmpty();
    }

    private static List<String> idsIn(ResponseSpec page) {
        return json(page, 200).get("items").values().stream().map(RideLifeApiTest::idOf).toList();
    }

    private static String stateOf(JsonNode ride) {
        return ride.get("state").asString();
    }
}
