package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * Requests that no app would send and that somebody will. Each is answered with what is wrong and where, never with an
 * error of ours.
 */
class AbsurdDataTest extends BookingApi {
    private static final String PLACES = "\"pickup\":{\"lat\":40.7484,\"lng\":-73.9857},\"dropoff\":{\"lat\":40.7061,\"lng\":-74.0087}";

    static Stream<Arguments> malformedQuotes() {
        return Stream.of(
                argumentSet("a latitude beyond the pole", pickup("{\"lat\":90.0000001,\"lng\":0}"), "/pickup/lat"),
                argumentSet("a longitude beyond the date line", pickup("{\"lat\":0,\"lng\":-180.1}"), "/pickup/lng"),
                argumentSet("not a number, as a string", pickup("{\"lat\":\"NaN\",\"lng\":0}"), "/pickup/lat"),
                argumentSet("infinity, as a string", pickup("{\"lat\":0,\"lng\":\"-Infinity\"}"), "/pickup/lng"),
                argumentSet("not a number, as a word", pickup("{\"lat\":NaN,\"lng\":0}"), ""),
                argumentSet("infinity, as a word", pickup("{\"lat\":-Infinity,\"lng\":0}"), ""),
                argumentSet("a number too large for any machine", pickup("{\"lat\":1e400,\"lng\":0}"), "/pickup/lat"),
                argumentSet("a number whose exponent is absurd", pickup("{\"lat\":1e999999999,\"lng\":0}"),
                        "/pickup/lat"),
                argumentSet("a number of two thousand digits",
                        pickup("{\"lat\":%s,\"lng\":0}".formatted("9".repeat(2000))),
                        "/pickup"),
                argumentSet("a number as a string", pickup("{\"lat\":\"40.7\",\"lng\":0}"), "/pickup/lat"),
                argumentSet("a hexadecimal number", pickup("{\"lat\":0x28,\"lng\":0}"), ""),
                argumentSet("a truth where a number belongs", pickup("{\"lat\":true,\"lng\":0}"), "/pickup/lat"),
                argumentSet("an array where a number belongs", pickup("{\"lat\":[1],\"lng\":0}"), "/pickup/lat"),
                argumentSet("a place that is null", pickup("null"), "/pickup"),
                argumentSet("a place that is a text", pickup("\"Times Square\""), "/pickup"),
                argumentSet("a place that is an array", pickup("[40.7,-73.9]"), "/pickup"),
                argumentSet("a place without a longitude", pickup("{\"lat\":40.7}"), "/pickup/lng"),
                argumentSet("an empty object", "{}", "/pickup"),
                argumentSet("the same member twice", "{" + PLACES + ",\"pickup\":{\"lat\":0,\"lng\":0}}", ""),
                argumentSet("the same member twice, one of them escaped",
                        "{" + PLACES + ",\"\\u0070ickup\":{\"lat\":0,\"lng\":0}}", ""),
                argumentSet("nothing at all", "", ""),
                argumentSet("nothing but blanks", " \n ", ""),
                argumentSet("null", "null", ""),
                argumentSet("a text", "\"pickup\"", ""),
                argumentSet("an array", "[]", ""),
                argumentSet("half an object", "{\"pickup\":", ""),
                argumentSet("an object and something after it", "{" + PLACES + "} {}", ""),
                argumentSet("a comment", "{" + PLACES + "/* here */}", ""),
                argumentSet("single quotes", "{'pickup':1}", ""),
                argumentSet("XML", "<quote/>", ""),
                argumentSet("a form", "pickup=1&dropoff=2", ""),
                argumentSet("ten thousand arrays in each other", "[".repeat(10_000), ""),
                argumentSet("ten thousand objects in a member nobody knows",
                        "{" + PLACES + ",\"x\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}", null),
                argumentSet("a name of forty thousand characters", "{\"" + "p".repeat(40_000) + "\":1}", null),
                argumentSet("a NUL between the members", "{\u0000" + PLACES + "}", ""));
    }

    @ParameterizedTest
    @MethodSource("malformedQuotes")
    void aQuoteCanNotBeAskedForWith(String body, @Nullable String pointer) {
        JsonNode problem = problem(postRaw(rider(), "/v1/quotes", body.getBytes(StandardCharsets.UTF_8)), 400,
                "malformed-request");

        if (pointer != null) {
            assertThat(pointersOf(problem)).contains(pointer);
        }
    }

    static Stream<Arguments> absurdTrips() {
        return Stream.of(
                argumentSet("to where it begins", place(40.7484, -73.9857), "pickup-equals-dropoff"),
                argumentSet("across an ocean", place(51.5072, -0.1276), "outside-service-area"),
                argumentSet("into the sea", place(40.2, -70.0), "outside-service-area"),
                argumentSet("to the South Pole", place(-90, 0), "outside-service-area"),
                argumentSet("to null island", place(0, 0), "outside-service-area"),
                argumentSet("to the date line", place(40.7, 180), "outside-service-area"),
                argumentSet("to a place of denormal numbers", place(Double.MIN_VALUE, -Double.MIN_VALUE),
                        "outside-service-area"));
    }

    @ParameterizedTest
    @MethodSource("absurdTrips")
    void nobodyIsDriven(Map<String, Double> dropoff, String slug) {
        problem(post(rider(), "/v1/quotes", Map.of("pickup", PICKUP, "dropoff", dropoff)), 422, slug);
    }

    static Stream<Arguments> absurdTimes() {
        return Stream.of(
                argumentSet("yesterday", Instant.now().minus(Duration.ofDays(1)).toString()),
                argumentSet("now", Instant.now().toString()),
                argumentSet("in a year", Instant.now().plus(Duration.ofDays(365)).toString()),
                argumentSet("at the beginning of the epoch", "1970-01-01T00:00:00Z"),
                argumentSet("in the year zero", "0000-01-01T00:00:00Z"),
                argumentSet("at the end of four-digit years", "9999-12-31T23:59:59.999999999Z"),
                argumentSet("as late as Java can tell", "+999999999-12-31T23:59:59.999999999-18:00"),
                argumentSet("as early as Java can tell", "-999999999-01-01T00:00:00+18:00"));
    }

    @ParameterizedTest
    @MethodSource("absurdTimes")
    void noRideIsScheduledFor(String time) {
        problem(requestWith("scheduledFor", time), 422, "schedule-out-of-range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "", "2026-02-30T10:00:00Z", "2026-11-21", "2026-11-21T10:00:00", "1795000000",
            "2026-11-21T25:00:00Z", "2026-11-21T10:00:00+99:00", "٢٠٢٦-١١-٢١T10:00:00Z", "+9999999999-01-01T00:00:00Z"})
    void whatIsNoTimeIsPointedAt(String time) {
        JsonNode problem = problem(requestWith("scheduledFor", time), 400, "malformed-request");

        assertThat(pointersOf(problem)).containsExactly("/scheduledFor");
    }

    @Test
    void aTimeAsANumberIsPointedAt() {
        assertThat(pointersOf(problem(requestWith("scheduledFor", 1_795_000_000L), 400, "malformed-request")))
                .containsExactly("/scheduledFor");
    }

    static Stream<Arguments> textsThatAreNone() {
        return Stream.of(
                argumentSet("a NUL", "\"a\\u0000b\""),
                argumentSet("a control character", "\"a\\u0007b\""),
                argumentSet("half of an emoji", "\"a\\ud83d\""),
                argumentSet("the halves of an emoji in the wrong order", "\"\\ude95\\ud83d\""),
                argumentSet("five hundred and one characters", "\"%s\"".formatted("x".repeat(501))),
                argumentSet("a number", "12"),
                argumentSet("an object", "{}"));
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNone")
    void aNoteCanNotBe(String json) {
        var rider = rider();
        String body = "{\"quoteId\":\"q\",\"vehicleClass\":\"STANDARD\"," + PLACES + ",\"note\":" + json + "}";

        JsonNode problem = problem(requestRaw(rider, body.getBytes(StandardCharsets.UTF_8)), 400, "malformed-request");

        assertThat(pointersOf(problem)).containsAnyOf("/note", "");
    }

    @ParameterizedTest
    @CsvSource({"ed a0 80, a lone surrogate in UTF-8", "c0 80, a NUL in two bytes", "ff fe, no UTF-8 at all",
            "f8 88 80 80 80, five bytes"})
    void bytesThatAreNoTextAreRefused(String bytes, String what) {
        byte[] body = ("{\"quoteId\":\"q\",\"vehicleClass\":\"STANDARD\"," + PLACES + ",\"note\":\"?\"}")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] odd = replace(body, bytes);

        assertThat(problem(requestRaw(rider(), odd), 400, "malformed-request").get("errors")).as(what).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"🚕👩🏽‍🦽 at the door", "أمام الباب الخلفي", "שער אחורי \u202Eזה", "Z̷̢͎a̴l̶g̸o̷",
            "𝔣𝔯𝔬𝔫𝔱", "\uFEFFbom", "a\r\n\tb",
            "'; drop table ride; --", "{{7*7}} ${jndi:ldap://x} <script>"})
    void aNoteInAnyScriptIsANote(String note) {
        json(requestWith("note", note), 201);
    }

    @Test
    void aNoteOfTenMegabytesIsTooLargeWhetherItSaysSoBeforeOrNot() {
        byte[] body = ("{\"note\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII);
        var rider = rider();

        problem(requestRaw(rider, body), 413, "content-too-large");
    }

    @ParameterizedTest
    @CsvSource({"'text/plain', 415, unsupported-media-type", "'application/xml', 415, unsupported-media-type",
            "'application/x-www-form-urlencoded', 415, unsupported-media-type",
            "'multipart/form-data', 415, unsupported-media-type"})
    void aBodyOfAnotherTypeIsNotRead(String type, int status, String slug) {
        var answer = client().post().uri("/v1/quotes").headers(headers -> {
            headers.setBearerAuth(rider().token());
            headers.set("Content-Type", type);
        }).bodyValue(("{" + PLACES + "}").getBytes(StandardCharsets.UTF_8)).exchange();

        problem(answer, status, slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "text/event-stream", "application/x-ndjson",
            "application/vnd.ridewire+json", "application/problem+json"})
    void anAnswerOfAnotherTypeIsNotGiven(String type) {
        var answer = client().get().uri("/v1/rides").headers(headers -> {
            headers.setBearerAuth(rider().token());
            headers.set("Accept", type);
        }).exchange();

        problem(answer, 406, "not-acceptable");
    }

    @Test
    void jsonIsWrittenInUtf8WhateverCharsetIsAskedForInIt() {
        client().get().uri("/v1/rides").headers(headers -> {
            headers.setBearerAuth(rider().token());
            headers.set("Accept", "application/json;charset=utf-16");
        }).exchange().expectStatus().isOk().expectHeader().contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "not-an-id", "00000000-0000-0000-0000-00000000000g", "%F0%9F%9A%95",
            "null",
            "00000000-0000-0000-0000-000000000000", "1-1-1-1-1", "%20", "*", "{id}",
            "ffffffff-ffff-ffff-ffff-ffffffffffff", "'%20or%201=1--"})
    void anIdThatIsNoneNamesARideThatIsNone(String id) {
        for (String path : List.of("", "/receipt", "/cancellation")) {
            problem(getRaw(rider(), "/v1/rides/" + id + path), 404, "not-found");
        }
        problem(postRaw(rider(), "/v1/rides/" + id + "/cancel",
                "{\"reason\":\"x\"}".getBytes(StandardCharsets.US_ASCII)),
                404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%2e%2e%2f", "%2F", "..%5c", ";x=1"})
    void anIdThatIsAnAttackIsNotLookedAt(String id) {
        var answer = getRaw(rider(), "/v1/rides/" + id);

        answer.expectStatus().value(status -> assertThat(status).isIn(400, 404));
        answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, query:limit", "limit=-1, query:limit", "limit=101, query:limit",
            "limit=2147483648, query:limit",
            "limit=1e1, query:limit", "limit=ten, query:limit", "limit=%00, query:limit", "limit=٣٣٣, query:limit",
            "cursor=%00, query:cursor", "cursor=., query:cursor", "cursor=%F0%9F%9A%95, query:cursor",
            "cursor=, query:cursor"})
    void aPageCanNotBeAskedForWith(String query, String pointer) {
        assertThat(pointersOf(problem(getRaw(rider(), "/v1/rides?" + query), 400, "malformed-request")))
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource({"from=2026-11-01, query:to", "to=2026-11-01, query:from", "from=2026-11-02&to=2026-11-01, query:to",
            "from=2026-01-01&to=2026-12-31, query:to", "from=yesterday&to=2026-11-01, query:from",
            "from=2026-02-30&to=2026-03-01, query:from", "from=%2B999999999-12-31&to=%2B999999999-12-31, query:from",
            "from=-999999999-01-01&to=2026-01-01, query:from", "from=0000-01-01&to=2026-01-01, query:from"})
    void earningsCanNotBeAskedForWith(String query, String pointer) {
        assertThat(pointersOf(problem(getRaw(driver(), "/v1/drivers/me/earnings?" + query), 400, "malformed-request")))
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start  | {"pin":1234}            | /pin
            start  | {"pin":"12345"}         | /pin
            start  | {"pin":"１２３４"}       | /pin
            start  | {"pin":"12\\u00004"}    | /pin
            start  | {"pin":null}            | /pin
            cancel | {"reason":"🚕"}         | /reason
            cancel | {"reason":["x"]}        | /reason
            cancel | {}                      | /reason
            rating | {"stars":0}             | /stars
            rating | {"stars":6}             | /stars
            rating | {"stars":4.5}           | /stars
            rating | {"stars":"5"}           | /stars
            rating | {"stars":1e400}         | /stars
            rating | {"stars":5,"comment":1} | /comment
            """)
    void aCommandCanNotBeGivenWith(String command, String body, String pointer) {
        var someone = riderAndDriver();

        JsonNode problem = problem(postRaw(someone, "/v1/rides/%s/%s".formatted(UUID.randomUUID(), command),
                body.getBytes(StandardCharsets.UTF_8)), 400, "malformed-request");

        assertThat(pointersOf(problem)).containsExactly(pointer);
    }

    static Stream<Arguments> absurdVersions() {
        return Stream.of("cancel", "arrive", "start", "complete").flatMap(command -> Stream.of(
                argumentSet(command + ", two thousand empty tags", command, "\"\"" + ",\"\"".repeat(2_000)),
                argumentSet(command + ", two thousand commas", command, ",".repeat(2_000)),
                argumentSet(command + ", two thousand blanks and a tag", command, "\"1\"" + " ".repeat(2_000) + "\"\""),
                argumentSet(command + ", one character too many", command, "\"" + "x".repeat(254) + "\""),
                argumentSet(command + ", a tag that never ends", command, "\"1"),
                argumentSet(command + ", a tag without quotes", command, "1"),
                argumentSet(command + ", a tag and a comma", command, "\"1\",")));
    }

    @ParameterizedTest
    @MethodSource("absurdVersions")
    void aCommandIsNotDoneIfTheVersionIs(String command, String ifMatch) {
        var answer = client().post().uri("/v1/rides/%s/%s".formatted(UUID.randomUUID(), command))
                .headers(headers -> headers.setBearerAuth(riderAndDriver().token())).header("If-Match", ifMatch)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"reason\":\"changed-plans\",\"pin\":\"1234\"}").exchange();

        assertThat(pointersOf(problem(answer, 400, "malformed-request"))).containsExactly("header:If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "BREW", "TRACE"})
    void aMethodThatIsNotOfferedIsNone(String method) {
        var answer = client().method(HttpMethod.valueOf(method)).uri("/v1/quotes")
                .headers(headers -> headers.setBearerAuth(rider().token())).exchange();

        answer.expectStatus().value(status -> assertThat(status).isIn(400, 404, 405));
        answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private static String pickup(String place) {
        return "{\"pickup\":%s,\"dropoff\":{\"lat\":40.7061,\"lng\":-74.0087}}".formatted(place);
    }

    private static Map<String, Double> place(double lat, double lng) {
        return Map.of("lat", lat, "lng", lng);
    }

    private static List<String> pointersOf(JsonNode problem) {
        return problem.get("errors").values().stream().map(fault -> fault.get("pointer").asString()).toList();
    }

    private static byte[] replace(byte[] body, String hex) {
        String odd = Stream.of(hex.split(" ")).map(digits -> String.valueOf((char) Integer.parseInt(digits, 16)))
                .reduce("", String::concat);
        Charset bytes = StandardCharsets.ISO_8859_1;
        return new String(body, bytes).replace("?", odd).getBytes(bytes);
    }

    private ResponseSpec requestWith(String name, Object value) {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(quotedRequest(rider));
        body.put(name, value);
        return requestRide(rider, UUID.randomUUID().toString(), body);
    }

    private ResponseSpec requestRaw(Someone rider, byte[] body) {
        return client().post().uri("/v1/rides").headers(headers -> headers.setBearerAuth(rider.token()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private ResponseSpec postRaw(Someone who, String path, byte[] body) {
        return client().post()
                .uri(URI.create("http://127.0.0.1:" + port + path.replace("{", "%7B").replace("}", "%7D")))
                .headers(headers -> headers.setBearerAuth(who.token()))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private ResponseSpec getRaw(Someone who, String path) {
        return client().get().uri(URI.create("http://127.0.0.1:" + port + path.replace("{", "%7B").replace("}", "%7D")))
                .headers(headers -> headers.setBearerAuth(who.token())).exchange();
    }
}
