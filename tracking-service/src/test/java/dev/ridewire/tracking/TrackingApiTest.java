package dev.ridewire.tracking;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What clients are answered over HTTP. */
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
            "{'points':[{'lng':1,'recordedAt':'2026-11-21T10:00:00Z'}]} | /points/0/lat",
            "{'points':[{'lat':1,'lng':1}]}                            | /points/0/recordedAt",
            "{'points':[{'lat':'1','lng':1,'recordedAt':'2026-11-21T10:00:00Z'}]} | /points/0/lat",
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

    /** An event stream or lines of JSON can be made of any answer, and whoever accepted only those would get them. */
    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "application/vnd.ridewire+json"})
    void anAnswerOfAnotherTypeIsNotGiven(String type) {
        as("driver", "bob").post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .header("Accept", type).bodyValue("{\"points\":[]}").exchange()
                .expectStatus().isEqualTo(HttpStatus.NOT_ACCEPTABLE)
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

    private WebTestClient.ResponseSpec report(String driver, String json) {
        return as("driver", driver).post().uri("/v1/drivers/me/locations").contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json).exchange();
    }
}
