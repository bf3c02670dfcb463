package dev.ridewire.dispatch.adapter.web;

import dev.ridewire.dispatch.City;
import dev.ridewire.dispatch.DispatchOnPostgres;
import dev.ridewire.dispatch.Tokens;
import dev.ridewire.testing.web.WholeAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Dispatch's API over HTTP, with a driver and a ride of the test's own. */
@DispatchOnPostgres
public abstract class ApiOnPostgres {
    protected static final String ONLINE = """
            {"status":"ONLINE","vehicle":{"class":"STANDARD","plate":"RW-1","model":"Toyota Prius"}}""";
    protected static final String OFFLINE = "{\"status\":\"OFFLINE\"}";

    protected final String ann = "ann-" + UUID.randomUUID();
    protected final UUID ride = UUID.randomUUID();

    @LocalServerPort
    protected int port;
    @Autowired
    protected City city;

    @AfterEach
    void clearTheCity() {
        city.clear();
    }

    protected WebTestClient client() {
        return WholeAnswers.clientOf(port)
                .responseTimeout(Duration.ofSeconds(10)).build();
    }

    protected WebTestClient.ResponseSpec get(String person, String role, String path) {
        return client().get().uri(path).accept(MediaType.APPLICATION_JSON)
                .headers(to -> to.setBearerAuth(Tokens.of(person, role))).exchange();
    }

    protected WebTestClient.ResponseSpec putShift(String driver, String json) {
        return client().put().uri("/v1/drivers/me/shift").contentType(MediaType.APPLICATION_JSON)
                .headers(to -> to.setBearerAuth(Tokens.of(driver, "driver"))).bodyValue(json).exchange();
    }

    protected WebTestClient.ResponseSpec answer(String driver, UUID offer, String answer) {
        return client().post().uri("/v1/offers/" + offer + "/" + answer)
                .headers(to -> to.setBearerAuth(Tokens.of(driver, "driver"))).exchange();
    }

    protected static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec answer, int status, String slug) {
        return answer.expectStatus().isEqualTo(status)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.type").isEqualTo("/problems/" + slug);
    }

    /** Sends ten requests at once and returns the statuses of their answers. */
    protected static List<Integer> tenAtOnce(IntFunction<WebTestClient.ResponseSpec> request) throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            int one = number;
            requests.add(() -> request.apply(one).returnResult(String.class).getStatus().value());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(requests.size())) {
            for (Future<Integer> answer : threads.invokeAll(requests, 30, TimeUnit.SECONDS)) {
                statuses.add(answer.get());
            }
        }
        return statuses;
    }
}
