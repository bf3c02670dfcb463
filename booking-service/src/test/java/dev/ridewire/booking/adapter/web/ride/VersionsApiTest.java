package dev.ridewire.booking.adapter.web.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Commands that two people, or one person's two taps, send at the same time. */
class VersionsApiTest extends BookingApi {
    private static final int AT_ONCE = 20;

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "arrive", "start", "complete"})
    void everyCommandIsHeldToTheVersionThatItNamesAndAnswersWithTheNext(String command) {
        var driver = driver();
        JsonNode ride = rideBefore(command, driver);
        long version = ride.get("version").asLong();

        JsonNode problem = problem(send(driver, ride, command, version - 1), 412, "stale-ride");
        assertThat(problem.get("currentVersion").asLong()).isEqualTo(version);
        send(driver, ride, command, version).expectStatus().is2xxSuccessful();
        assertThat(rideNow(ride).get("version").asLong()).isEqualTo(version + 1);
        if (!command.equals("cancel")) {
            send(driver, ride, command, version).expectHeader().valueEquals("ETag", "\"%d\"".formatted(version + 1));
        }
    }

    @Test
    void ofManyCommandsForOneVersionAtOnceOneIsDone() {
        var driver = driver();
        JsonNode ride = assignedRide(rider(), driver);
        long version = ride.get("version").asLong();

        List<Integer> statuses = atOnce(number -> statusOf(send(
                driver, ride, number % 2 == 0 ? "arrive" : "cancel", version)));

        assertThat(statuses).isSubsetOf(200, 204, 404, 412);
        assertThat(rideNow(ride).get("version").asLong()).isEqualTo(version + 1);
        assertThat(eventsOf(idOf(ride))).isEqualTo(version + 1);
    }

    @Test
    void ofManyRequestsWithKeysOfTheirOwnAtOnceOneBecomesTheRidersActiveRide() {
        var rider = rider();
        var body = quotedRequest(rider);

        List<Integer> statuses = atOnce(_ -> statusOf(requestRide(rider, UUID.randomUUID().toString(), body)));

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(AT_ONCE - 1);
        assertThat(json(get(rider, "/v1/rides"), 200).get("items")).hasSize(1);
    }

    private static List<Integer> atOnce(IntFunction<Integer> request) {
        return Flux.range(0, AT_ONCE)
                .flatMap(number -> Mono.fromCallable(() -> request.apply(number))
                        .subscribeOn(Schedulers.boundedElastic()), AT_ONCE)
                .collectList().blockOptional().orElseThrow();
    }

    private static int statusOf(ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }

    private ResponseSpec send(Someone who, JsonNode ride, String command, long version) {
        Object body = switch (command) {
            case "cancel" -> Map.of("reason", "flat-tyre");
            case "start" -> Map.of("pin", ride.get("pin").asString());
            default -> Map.of();
        };
        return client().post().uri(pathOf(ride) + "/" + command)
                .headers(headers -> headers.setBearerAuth(who.token()))
                .header("If-Match", "\"%d\"".formatted(version))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private JsonNode rideBefore(String command, Someone driver) {
        var rider = rider();
        JsonNode ride = assignedRide(rider, driver);
        if (command.equals("start") || command.equals("complete")) {
            json(post(driver, pathOf(ride) + "/arrive"), 200);
        }
        if (command.equals("complete")) {
            json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        }
        return json(get(rider, pathOf(ride)), 200);
    }

    private JsonNode rideNow(JsonNode ride) {
        return json(get(dispatcher(), pathOf(ride)), 200);
    }
}
