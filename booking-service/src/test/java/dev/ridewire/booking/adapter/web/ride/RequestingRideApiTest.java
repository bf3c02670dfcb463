package dev.ridewire.booking.adapter.web.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class RequestingRideApiTest extends BookingApi {
    @Test
    void aQuoteNamesAPriceForEachClassAndThePriceAddsUp() {
        JsonNode quote = json(post(rider(), "/v1/quotes", Map.of("pickup", PICKUP, "dropoff", DROPOFF)), 201);

        assertThat(quote.get("options").values()).extracting(option -> option.get("vehicleClass").asString())
                .containsExactly("STANDARD", "COMFORT", "XL");
        quote.get("options").values().forEach(option -> assertThat(option.get("breakdown").values().stream()
                .map(line -> line.get("amount").get("amount").asDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(option.get("fare").get("amount").asString()));
    }

    @Test
    void aQuoteSaysWhoseTariffItIs() {
        JsonNode quote = json(post(rider(), "/v1/quotes", Map.of("pickup", PICKUP, "dropoff", DROPOFF)), 201);
        JsonNode abroad = json(post(rider(), "/v1/quotes",
                Map.of("pickup", Map.of("lat", 41.15, "lng", -8.61), "dropoff", Map.of("lat", 41.24, "lng", -8.67))),
                201);

        assertThat(quote.get("city").asString()).isEqualTo("new-york");
        assertThat(quote.get("tariffVersion").asString()).isEqualTo("2026-1");
        assertThat(quote.get("surgeMultiplier").asString()).isEqualTo("1.00");
        assertThat(abroad.get("city").asString()).isEqualTo("porto");
        assertThat(abroad.get("options").values()).extracting(
                option -> option.get("fare").get("currency").asString()).containsOnly("EUR");
    }

    @Test
    void aRequestedRideHasAllTheFieldsOfTheResource() {
        var rider = rider();
        var body = quotedRequest(rider);

        var answer = requestRide(rider, "key-1", body);

        answer.expectHeader().valueEquals("ETag", "\"1\"").expectHeader().doesNotExist("Idempotency-Replayed");
        JsonNode ride = json(answer, 201);
        answer.expectHeader().valueEquals("Location", "/v1/rides/" + idOf(ride));
        assertThat(ride.propertyNames()).containsExactly("id", "riderId", "state", "version", "attempt",
                "vehicleClass", "pickup", "dropoff", "quotedFare", "fare", "pin", "driver", "pickupEtaSeconds",
                "scheduledFor", "requestedAt", "stateChangedAt", "cancellation", "city", "timeZone");
        assertThat(ride.get("timeZone").asString()).isEqualTo("America/New_York");
        assertThat(ride.get("state").asString()).isEqualTo("REQUESTED");
        assertThat(ride.get("riderId").asString()).isEqualTo(rider.name());
        assertThat(ride.get("pin").asString()).matches("[0-9]{4}");
    }

    @Test
    void fiftyIdenticalRequestsAtOnceLeaveOneRideAndOneEvent() {
        var rider = rider();
        var body = quotedRequest(rider);

        assertThat(statusesOfFifty(rider, body)).isSubsetOf(201, 409).contains(201);
        JsonNode rides = json(get(rider, "/v1/rides"), 200).get("items");
        assertThat(rides).hasSize(1);
        assertThat(eventsOf(idOf(rides.get(0)))).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestIsAnsweredWithTheSameBodyWhateverHappenedSince() {
        var rider = rider();
        var body = quotedRequest(rider);
        JsonNode first = json(requestRide(rider, "key-1", body), 201);
        json(post(rider, pathOf(first) + "/cancel", Map.of("reason", "changed-plans")), 200);

        var again = requestRide(rider, "\"key-1\"", body);

        again.expectHeader().valueEquals("Idempotency-Replayed", "true");
        assertThat(json(again, 201)).isEqualTo(first);
    }

    @Test
    void aReplayIsTheFirstAnswerInEveryFieldAlsoWhenTheRideIsLongOver() {
        var rider = rider();
        var driver = driver();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("note", "At the back door");
        var first = requestRide(rider, "key-1", body);
        JsonNode ride = json(first, 201);
        assign(ride, driver);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        json(post(driver, pathOf(ride) + "/complete"), 200);
        settle(ride, null);

        var again = requestRide(rider, "key-1", body);

        assertThat(json(again, 201)).isEqualTo(ride);
        for (String header : List.of("ETag", "Location", "Content-Type")) {
            assertThat(again.returnResult(String.class).getResponseHeaders().get(header))
                    .isEqualTo(first.returnResult(String.class).getResponseHeaders().get(header));
        }
    }

    @Test
    void aReplayOfAScheduledRideIsTheFirstAnswerToo() {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("scheduledFor", Instant.now().plus(Duration.ofHours(3)).toString());
        JsonNode ride = json(requestRide(rider, "key-1", body), 201);
        json(post(rider, pathOf(ride) + "/cancel", Map.of("reason", "changed-plans")), 200);

        assertThat(ride.get("state").asString()).isEqualTo("SCHEDULED");
        assertThat(json(requestRide(rider, "key-1", body), 201)).isEqualTo(ride);
    }

    @Test
    void whileTheFirstRequestIsStillBeingStoredItsRepetitionIsToldToWait() {
        var rider = rider();
        var body = quotedRequest(rider);

        JsonNode problem = transactions.execute(first -> {
            first.setRollbackOnly();
            return database.sql("""
                    insert into idempotency_key (rider_id, key, fingerprint, ride_id, expires_at)
                    values (:rider, 'key-1', 'fingerprint', gen_random_uuid(), now() + interval '1 day')""")
                    .bind("rider", rider.name()).fetch().rowsUpdated()
                    .then(Mono.fromCallable(() -> problem(requestRide(rider, "key-1", body), 409, "request-in-flight"))
                            .subscribeOn(Schedulers.boundedElastic()));
        }).next().blockOptional().orElseThrow();

        assertThat(problem.get("retryable").asBoolean()).isTrue();
        json(requestRide(rider, "key-1", body), 201);
    }

    @Test
    void aKeyForAnotherBodyIsRefused() {
        var rider = rider();
        var body = quotedRequest(rider);
        json(requestRide(rider, "key-1", body), 201);
        Map<String, Object> other = new HashMap<>(body);
        other.put("note", "At the back door");

        problem(requestRide(rider, "key-1", other), 422, "idempotency-key-reused");
    }

    @Test
    void aSecondActiveRideIsRefusedUntilTheFirstIsOver() {
        var rider = rider();
        JsonNode first = requestedRide(rider);
        var body = quotedRequest(rider);

        JsonNode refused = problem(requestRide(rider, "key-2", body), 409, "active-ride-exists");
        assertThat(refused.get("rideId").asString()).isEqualTo(idOf(first));
        json(post(rider, pathOf(first) + "/cancel", Map.of("reason", "changed-plans")), 200);
        json(requestRide(rider, "key-2", body), 201);
    }

    @Test
    void aRequestWithoutAKeyOrWithAnOddOneIsRefused() {
        var rider = rider();
        var body = quotedRequest(rider);

        problem(post(rider, "/v1/rides", body), 400, "idempotency-key-missing");
        for (String key : List.of("", "\"\"", "with space", "é", "k".repeat(256))) {
            JsonNode problem = problem(requestRide(rider, key, body), 400, "malformed-request");
            assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("header:Idempotency-Key");
        }
    }

    @Test
    void aKeyMayHaveAnyVisibleCharacter() {
        var rider = rider();
        var body = quotedRequest(rider);
        JsonNode ride = json(requestRide(rider, "a,b;\"c\"=%7E", body), 201);

        assertThat(json(requestRide(rider, "a,b;\"c\"=%7E", body), 201)).isEqualTo(ride);
    }

    @Test
    void aQuoteHoldsForItsOwnRequestOnly() {
        var rider = rider();
        var body = quotedRequest(rider);
        Map<String, Object> elsewhere = new HashMap<>(body);
        elsewhere.put("dropoff", Map.of("lat", 40.8, "lng", -73.9));
        Map<String, Object> forged = new HashMap<>(body);
        forged.put("quoteId", "Zm9yZ2Vk.Zm9yZ2Vk");

        problem(requestRide(rider, "key-1", elsewhere), 422, "quote-mismatch");
        problem(requestRide(rider(), "key-1", body), 422, "quote-mismatch");
        problem(requestRide(rider, "key-1", forged), 422, "quote-invalid");
    }

    @Test
    void aTripToNowhereIsNone() {
        problem(post(rider(), "/v1/quotes", Map.of("pickup", PICKUP, "dropoff", PICKUP)), 422,
                "pickup-equals-dropoff");
    }

    @ParameterizedTest
    @CsvSource({
            "40.7484, -73.9857, 51.5, -0.1, /dropoff", "40.3, -73.5, 40.75, -73.98, /pickup", "0, 0, 0, 0, /pickup",
            "-90, 180, 90, -180, /pickup", "40.7484, -73.9857, 41.15, -8.61, /dropoff"})
    void aTripFromTheSeaAcrossAnOceanOrBetweenTwoCitiesIsToldWhatIsServed(
            double fromLat, double fromLng, double toLat, double toLng, String pointer) {
        var body = Map.of("pickup", Map.of("lat", fromLat, "lng", fromLng), "dropoff",
                Map.of("lat", toLat, "lng", toLng));

        JsonNode problem = problem(post(rider(), "/v1/quotes", body), 422, "outside-service-area");

        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(problem.get("served").values()).extracting(city -> city.get("name").asString())
                .containsExactlyInAnyOrder("New York", "Porto");
        assertThat(problem.get("served").get(0).get("bounds").propertyNames())
                .containsExactly("south", "west", "north", "east");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"pickup":{"lat":91,"lng":0},"dropoff":{"lat":0,"lng":0}}        | /pickup/lat
            {"pickup":{"lat":1e400,"lng":0},"dropoff":{"lat":0,"lng":0}}     | /pickup/lat
            {"pickup":{"lat":"NaN","lng":0},"dropoff":{"lat":0,"lng":0}}     | /pickup/lat
            {"pickup":{"lat":1},"dropoff":{"lat":0,"lng":0}}                 | /pickup/lng
            {"pickup":{"lat":1,"lng":0}}                                     | /dropoff
            {"pickup":[],"dropoff":{"lat":0,"lng":0}}                        | /pickup
            """)
    void aFaultInABodyIsPointedAt(String body, String pointer) {
        JsonNode problem = problem(post(rider(), "/v1/quotes", body), 400, "malformed-request");

        assertThat(problem.get("errors").values()).extracting(fault -> fault.get("pointer").asString())
                .contains(pointer);
    }

    @Test
    void allFaultsOfABodyAreNamedAtOnce() {
        var body = Map.of("vehicleClass", "standard!", "pickup", PICKUP, "note", "x".repeat(501));

        JsonNode problem = problem(requestRide(rider(), "key-1", body), 400, "malformed-request");

        assertThat(problem.get("errors").values()).extracting(fault -> fault.get("pointer").asString())
                .containsExactly("/quoteId", "/vehicleClass", "/dropoff", "/note");
    }

    @ParameterizedTest
    @CsvSource({"\\ud800", "\\u0000"})
    void aNoteThatIsNoTextIsRefused(String escape) {
        String body = "{\"note\":\"%s\"}".formatted(escape);

        JsonNode problem = problem(requestRide(rider(), "key-1", body), 400, "malformed-request");

        assertThat(problem.get("errors").toString()).isNotEmpty();
    }

    @Test
    void aNoteIsAsLongAsItsCharactersAreMany() {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("note", "🚕".repeat(500));
        json(requestRide(rider, "key-1", body), 201);

        body.put("note", "🚕".repeat(501));
        problem(requestRide(rider, "key-2", body), 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(longs = {5 * 60, 40 * 24 * 3600})
    void aTimeThatCanNotBeScheduledIsToldTheEarliestAndTheLatest(long seconds) {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("scheduledFor", Instant.now().plusSeconds(seconds).toString());

        JsonNode problem = problem(requestRide(rider, "key-1", body), 422, "schedule-out-of-range");

        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/scheduledFor");
        body.put("scheduledFor", Instant.parse(problem.get("earliest").asString()).plusSeconds(60).toString());
        json(requestRide(rider, "key-2", body), 201);
        body.put("scheduledFor", problem.get("latest").asString());
        json(requestRide(rider, "key-3", body), 201);
    }

    @Test
    void askingForRidesAndCancellingThemHasALimitOfItsOwn() {
        var rider = rider();

        var asked = requestRide(rider, "key-1", quotedRequest(rider));
        JsonNode ride = json(asked, 201);
        var seen = get(rider, pathOf(ride));
        var cancelled = post(rider, pathOf(ride) + "/cancel", Map.of("reason", "changed-plans"));

        for (var answer : List.of(asked, cancelled)) {
            answer.expectHeader().valueEquals("RateLimit-Policy", "\"person\";q=200;w=4, \"costly\";q=100;w=100");
        }
        seen.expectHeader().valueEquals("RateLimit-Policy", "\"person\";q=200;w=4");
    }

    @Test
    void anEleventhScheduledRideIsRefusedUntilOneOfThemIsOver() {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("scheduledFor", Instant.now().plus(Duration.ofHours(3)).toString());
        List<JsonNode> ten = IntStream.range(0, 10)
                .mapToObj(i -> json(requestRide(rider, "key-" + i, body), 201)).toList();

        JsonNode refused = problem(requestRide(rider, "key-10", body), 409, "too-many-scheduled-rides");

        assertThat(refused.get("limit").asInt()).isEqualTo(10);
        assertThat(json(requestRide(rider, "key-9", body), 201)).as("a repetition").isEqualTo(ten.getLast());
        requestedRide(rider);
        json(post(rider, pathOf(ten.getFirst()) + "/cancel", Map.of("reason", "changed-plans")), 200);
        json(requestRide(rider, "key-10", body), 201);
    }

    @Test
    void fiftyIdenticalRequestsForLaterAtOnceLeaveOneRideToo() {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("scheduledFor", Instant.now().plus(Duration.ofHours(3)).toString());

        assertThat(statusesOfFifty(rider, body)).isSubsetOf(201, 409).contains(201);
        assertThat(json(get(rider, "/v1/rides?state=scheduled"), 200).get("items")).hasSize(1);
    }

    @Test
    void aNoteInAnyScriptIsKept() {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put("note", "مرحبا 🚕\nbell: Łódź");

        JsonNode ride = json(requestRide(rider, UUID.randomUUID().toString(), body), 201);

        String note = database.sql("select note from ride where id = :id").bind("id", UUID.fromString(idOf(ride)))
                .map(row -> String.valueOf(row.get("note", String.class))).one().block();
        assertThat(note).isEqualTo(body.get("note"));
    }

    /** Returns the statuses of fifty requests at once with one key. */
    private Set<Integer> statusesOfFifty(Someone rider, Map<String, Object> body) {
        var client = WebClient.create("http://127.0.0.1:" + port);
        return Flux.range(0, 50)
                .flatMap(i -> client.post().uri("/v1/rides")
                        .headers(headers -> headers.setBearerAuth(rider.token()))
                        .header("Idempotency-Key", "key-1")
                        .contentType(MediaType.APPLICATION_JSON).bodyValue(body)
                        .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode().value())), 50)
                .collect(Collectors.toSet()).blockOptional().orElseThrow();
    }
}
