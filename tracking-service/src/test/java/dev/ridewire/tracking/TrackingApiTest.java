package dev.ridewire.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.testing.web.WholeAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The HTTP API as clients see it. */
class TrackingApiTest extends OnRealParts {
    @Test
    void plausiblePointsAreAcceptedAndTheOthersNamed() {
        Instant now = Instant.now();
        report("bob-" + UUID.randomUUID(), """
                {"points":[{"lat":40.7,"lng":-74,"recordedAt":"%s","speed":8.5,"heading":90,"accuracy":5},
                           {"lat":0,"lng":0,"recordedAt":"%s"},
                           {"lat":91,"lng":0,"recordedAt":"%s"}]}
                """.formatted(now.minusSeconds(2), now.minusSeconds(1), now))
                .expectStatus().isAccepted().expectBody()
                .json("""
                        {"accepted":1,"rejected":[{"index":1,"reason":"null-island"},{"index":2,"reason":"out-of-range"}]}
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                                                        | /points",
            "{'points':[]}                                             | /points",
            "{'points':[null]}                                         | /points/0",
            "{'points':[7]}                                            | /points/0",
            "{'points':{}}                                             | /points"})
    void aReportThatIsIncompleteIsToldWhere(String json, String pointer) {
        report("bob", json.replace('\'', '"')).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.type").isEqualTo("/problems/malformed-request")
                .jsonPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void aReportHasAHundredPointsAtMost() {
        String point = "{\"lat\":40.7,\"lng\":-74,\"recordedAt\":\"" + Instant.now() + "\"}";

        report("bob", "{\"points\":[" + (point + ",").repeat(100) + point + "]}").expectStatus().isBadRequest();
        report("bob", "{\"points\":[" + (point + ",").repeat(99) + point + "]}").expectStatus().isAccepted();
    }

    /** Spring could write any answer as an event stream or as lines of JSON, so the endpoint names its only type. */
    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "application/vnd.ridewire+json"})
    void anAnswerOfAnotherTypeIsNotGiven(String type) {
        as("driver", "bob").post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .header("Accept", type).bodyValue("{\"points\":[]}").exchange()
                .expectStatus().isEqualTo(HttpStatus.NOT_ACCEPTABLE)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/share", "/v1/shared/x", "/console", "/console/", "/console/app.js"})
    void aPublicPageNamesItsMethodsToAnyone(String path) {
        var anyone = WholeAnswers.clientOf(port)
                .responseTimeout(Duration.ofSeconds(20)).build();

        anyone.options().uri(path).exchange().expectStatus().isOk()
                .expectHeader().value("Allow", allow -> assertThat(allow).contains("GET", "HEAD", "OPTIONS"));
        anyone.delete().uri(path).exchange().expectStatus().isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectHeader().value("Allow", allow -> assertThat(allow).contains("GET", "HEAD", "OPTIONS"))
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void onlyDriversReport() {
        as("rider", "ada").post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}").exchange().expectStatus().isForbidden();
    }

    @Test
    void aRideThatIsNotThereCanNotBeWatched() {
        as("rider", "ada").get().uri("/v1/rides/{id}/stream", UUID.randomUUID()).accept(MediaType.TEXT_EVENT_STREAM)
                .exchange().expectStatus().isNotFound()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        as("rider", "ada").get().uri("/v1/rides/nonsense/stream").exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'recordedAt':'yesterday'", "'recordedAt':null", "'recordedAt':1764288000000", "'speed':1"})
    void whatIsNoTimeVoidsItsPointOnly(String time) {
        report(someone(), """
                {"points":[{"lat":40.7,"lng":-74,%s},
                           {"lat":40.7,"lng":-74,"recordedAt":"%s"}]}
                """.formatted(time.replace('\'', '"'), Instant.now()))
                .expectStatus().isAccepted().expectBody()
                .json("{\"accepted\":1,\"rejected\":[{\"index\":0,\"reason\":\"unreadable-time\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'lng':-74", "'lat':null,'lng':-74", "'lat':'40.7','lng':-74",
            "'lat':40.7,'lng':-74,'speed':'NaN'", "'lat':40.7,'lng':-74,'accuracy':[]", "'lat':1e999,'lng':-74"})
    void whatIsNoNumberVoidsItsPointOnly(String values) {
        Instant now = Instant.now();
        report(someone(), """
                {"points":[{%s,"recordedAt":"%s"},
                           {"lat":40.7,"lng":-74,"recordedAt":"%s"}]}
                """.formatted(values.replace('\'', '"'), now.minusSeconds(1), now))
                .expectStatus().isAccepted().expectBody()
                .json("{\"accepted\":1,\"rejected\":[{\"index\":0,\"reason\":\"out-of-range\"}]}");
    }

    @Test
    void unknownSpeedAndHeadingKeepThePoint() {
        Instant now = Instant.now();
        report(someone(), """
                {"points":[{"lat":40.7,"lng":-74,"recordedAt":"%s","speed":-1,"heading":-1,"accuracy":5},
                           {"lat":40.7,"lng":-74,"recordedAt":"%s","accuracy":-1}]}
                """.formatted(now.minusSeconds(1), now))
                .expectStatus().isAccepted().expectBody()
                .json("{\"accepted\":1,\"rejected\":[{\"index\":1,\"reason\":\"out-of-range\"}]}");
    }

    @Test
    void aClockThatIsAheadIsCorrected() {
        String ahead = point(40.7, Instant.now().plusSeconds(31));

        report(someone(), "{\"points\":[" + ahead + "]}").expectStatus().isAccepted().expectBody()
                .jsonPath("$.accepted").isEqualTo(1)
                .jsonPath("$.clockOffsetMillis")
                .value(Integer.class, offset -> assertThat(offset).isBetween(-31_000, -20_000));
    }

    @Test
    void aClockThatIsBehindIsCorrected() {
        String driver = someone();

        await().untilAsserted(() -> report(driver, "{\"points\":[" + point(40.7, Instant.now().minusSeconds(70)) + "]}")
                .expectStatus().isAccepted().expectBody()
                .jsonPath("$.clockOffsetMillis")
                .value(Integer.class, offset -> assertThat(offset).isBetween(70_000, 75_000)));
    }

    @Test
    void pointsOfAReportCountInAnyOrder() {
        Instant now = Instant.now();
        String newestFirst = IntStream.range(0, 100)
                .mapToObj(i -> point(40.7 - i * 0.000_1, now.minusSeconds(i)))
                .collect(Collectors.joining(","));

        report(someone(), "{\"points\":[" + newestFirst + "]}").expectStatus().isAccepted().expectBody()
                .json("{\"accepted\":100,\"rejected\":[]}");
    }

    @Test
    void aLoneBadFirstFixLosesToThreeThatAgree() {
        Instant now = Instant.now();
        String points = point(40.9, now.minusSeconds(8)) + ',' + IntStream.range(0, 4)
                .mapToObj(i -> point(40.7, now.minusSeconds(6 - 2 * i))).collect(Collectors.joining(","));

        report(someone(), "{\"points\":[" + points + "]}").expectStatus().isAccepted().expectBody()
                .json("""
                        {"accepted":3,"rejected":[{"index":1,"reason":"too-fast"},{"index":2,"reason":"too-fast"}]}
                        """);
    }

    private static String someone() {
        return "bob-" + UUID.randomUUID();
    }

    private static String point(double lat, Instant recordedAt) {
        return "{\"lat\":%s,\"lng\":-74,\"recordedAt\":\"%s\"}".formatted(lat, recordedAt);
    }

    private WebTestClient.ResponseSpec report(String driver, String json) {
        return as("driver", driver).post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json).exchange();
    }
}
