package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.Tokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Every endpoint against everyone who could try it. The endpoints are the application's own handler mappings: one
 * without a row here fails, and so does a row without an endpoint.
 */
class SecurityMatrixTest extends BookingApi {
    private static final String MATRIX = """
            endpoint                         | owner | other rider | its driver | other driver | dispatcher | anonymous | expired | wrong audience | wrong issuer
            POST /v1/quotes                  | 201   | 201         | 403        | 403          | 403        | 401       | 401     | 401            | 401
            POST /v1/rides                   | 201   | 201         | 403        | 403          | 403        | 401       | 401     | 401            | 401
            GET /v1/rides                    | 200   | 200         | 403        | 403          | 403        | 401       | 401     | 401            | 401
            GET /v1/rides/{id}               | 200   | 404         | 200        | 404          | 200        | 401       | 401     | 401            | 401
            GET /v1/rides/{id}/cancellation  | 200   | 404         | 200        | 404          | 200        | 401       | 401     | 401            | 401
            POST /v1/rides/{id}/cancel       | 200   | 404         | 204        | 404          | 200        | 401       | 401     | 401            | 401
            POST /v1/rides/{id}/arrive       | 403   | 403         | 200        | 404          | 403        | 401       | 401     | 401            | 401
            POST /v1/rides/{id}/start        | 403   | 403         | 200        | 404          | 403        | 401       | 401     | 401            | 401
            POST /v1/rides/{id}/complete     | 403   | 403         | 200        | 404          | 403        | 401       | 401     | 401            | 401
            POST /v1/rides/{id}/rating       | 200   | 404         | 200        | 404          | 403        | 401       | 401     | 401            | 401
            GET /v1/rides/{id}/rating        | 200   | 404         | 200        | 404          | 403        | 401       | 401     | 401            | 401
            GET /v1/rides/{id}/receipt       | 200   | 404         | 200        | 404          | 200        | 401       | 401     | 401            | 401
            GET /v1/drivers/me/earnings      | 403   | 403         | 200        | 200          | 403        | 401       | 401     | 401            | 401
            GET /problems/{slug}             | 200   | 200         | 200        | 200          | 200        | 200       | 401     | 401            | 401
            GET /v3/api-docs                 | 200   | 200         | 200        | 200          | 200        | 200       | 401     | 401            | 401
            GET /v3/api-docs.yaml            | 200   | 200         | 200        | 200          | 200        | 200       | 401     | 401            | 401
            """;

    private static final Map<String, Row> ROWS = rows();
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    /** The request to an endpoint, and how far its ride has come by then. */
    private record Call(Stage stage, String path, Function<Scene, @Nullable Object> body) {
        static Call get(Stage stage, String path) {
            return new Call(stage, path, scene -> null);
        }
    }

    private enum Stage {
        NO_RIDE, ASSIGNED, ARRIVED, UNDER_WAY, SETTLED, RATED
    }

    /** A ride, if there is one yet, with everyone around it. */
    private record Scene(
            Someone rider, Someone otherRider, Someone driver, Someone otherDriver, Someone dispatcher,
            @Nullable JsonNode ride) {}

    /** The status for each column. */
    private record Row(String endpoint, Map<String, Integer> statuses) {}

    private static final Map<String, Call> CALLS = Map.ofEntries(
            Map.entry("POST /v1/quotes", new Call(Stage.NO_RIDE, "/v1/quotes",
                    scene -> Map.of("pickup", PICKUP, "dropoff", DROPOFF))),
            Map.entry("POST /v1/rides", new Call(Stage.NO_RIDE, "/v1/rides", scene -> Map.of())),
            Map.entry("GET /v1/rides", Call.get(Stage.ASSIGNED, "/v1/rides")),
            Map.entry("GET /v1/rides/{id}", Call.get(Stage.ASSIGNED, "/v1/rides/{id}")),
            Map.entry("GET /v1/rides/{id}/cancellation", Call.get(Stage.ASSIGNED, "/v1/rides/{id}/cancellation")),
            Map.entry("POST /v1/rides/{id}/cancel", new Call(Stage.ASSIGNED, "/v1/rides/{id}/cancel",
                    scene -> Map.of("reason", "changed-plans"))),
            Map.entry("POST /v1/rides/{id}/arrive", Call.get(Stage.ASSIGNED, "/v1/rides/{id}/arrive")),
            Map.entry("POST /v1/rides/{id}/start", new Call(Stage.ARRIVED, "/v1/rides/{id}/start",
                    scene -> Map.of("pin", Objects.requireNonNull(scene.ride()).get("pin").asString()))),
            Map.entry("POST /v1/rides/{id}/complete", Call.get(Stage.UNDER_WAY, "/v1/rides/{id}/complete")),
            Map.entry("POST /v1/rides/{id}/rating", new Call(Stage.SETTLED, "/v1/rides/{id}/rating",
                    scene -> Map.of("stars", 5))),
            Map.entry("GET /v1/rides/{id}/rating", Call.get(Stage.RATED, "/v1/rides/{id}/rating")),
            Map.entry("GET /v1/rides/{id}/receipt", Call.get(Stage.SETTLED, "/v1/rides/{id}/receipt")),
            Map.entry("GET /v1/drivers/me/earnings", Call.get(Stage.ASSIGNED,
                    "/v1/drivers/me/earnings?from=2026-11-01&to=2026-11-30")),
            Map.entry("GET /v3/api-docs", Call.get(Stage.NO_RIDE, "/v3/api-docs")),
            Map.entry("GET /v3/api-docs.yaml", Call.get(Stage.NO_RIDE, "/v3/api-docs.yaml")),
            Map.entry("GET /problems/{slug}", Call.get(Stage.NO_RIDE, "/problems/not-found")));

    @Test
    void everyEndpointHasARowAndEveryRowAnEndpoint() {
        assertThat(endpoints()).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
    }

    @Test
    void whoeverMayNotIsRefusedTheSameWayWhetherTheRideExistsOrNot() {
        JsonNode ride = assignedRide(rider(), driver());
        var stranger = rider();

        JsonNode others = problem(get(stranger, pathOf(ride)), 404, "not-found");
        JsonNode nobodys = problem(get(stranger, "/v1/rides/" + UUID.randomUUID()), 404, "not-found");

        for (String member : List.of("type", "title", "detail", "status", "retryable")) {
            assertThat(others.get(member)).isEqualTo(nobodys.get(member));
        }
        assertThat(others.propertyNames()).isEqualTo(nobodys.propertyNames());
    }

    @TestFactory
    Stream<DynamicTest> matrix() {
        return endpoints().stream().sorted().flatMap(endpoint -> {
            Row row = ROWS.get(endpoint);
            Call call = CALLS.get(endpoint);
            if (row == null || call == null) {
                return Stream.of(DynamicTest.dynamicTest(endpoint, () -> {
                    throw new AssertionError(endpoint + ": nobody has said who may call it (expected: a row above)");
                }));
            }
            return row.statuses().entrySet().stream().map(cell -> DynamicTest.dynamicTest(
                    "%s by %s: %d".formatted(endpoint, cell.getKey(), cell.getValue()),
                    () -> check(row, call, cell.getKey(), cell.getValue())));
        });
    }

    private void check(Row row, Call call, String column, int status) {
        Scene scene = scene(call.stage());
        @Nullable
        String token = token(row, scene, column);
        JsonNode before = scene.ride() == null ? null : json(get(scene.rider(), pathOf(scene.ride())), 200);

        ResponseSpec answer = send(row.endpoint(), call, scene, token);

        answer.expectStatus().isEqualTo(status);
        if (REFUSALS.contains(status)) {
            answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
            if (scene.ride() != null) {
                assertThat(json(get(scene.rider(), pathOf(scene.ride())), 200)).isEqualTo(before);
            }
        }
    }

    private ResponseSpec send(String endpoint, Call call, Scene scene, @Nullable String token) {
        var method = HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' ')));
        String path = scene.ride() == null ? call.path() : call.path().replace("{id}", idOf(scene.ride()));
        @Nullable
        Object body = call.body().apply(scene);
        if (endpoint.equals("POST /v1/rides") && token != null) {
            body = bodyForOwn(scene, token);
        }
        var request = client().method(method).uri(path).header("Idempotency-Key", UUID.randomUUID().toString());
        if (token != null) {
            request.headers(headers -> headers.setBearerAuth(token));
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return request.exchange();
    }

    /** A quote is its rider's: each one brings their own. */
    private Object bodyForOwn(Scene scene, String token) {
        return quotedRequest(token.equals(scene.otherRider().token()) ? scene.otherRider() : scene.rider());
    }

    private @Nullable String token(Row row, Scene scene, String column) {
        boolean drivers = row.statuses().getOrDefault("its driver", 0) < 300
                && row.statuses().getOrDefault("owner", 0) >= 400;
        Someone rightful = drivers ? scene.driver() : scene.rider();
        List<String> roles = List.of(drivers ? "driver" : "rider");
        return switch (column) {
            case "owner" -> scene.rider().token();
            case "other rider" -> scene.otherRider().token();
            case "its driver" -> scene.driver().token();
            case "other driver" -> scene.otherDriver().token();
            case "dispatcher" -> scene.dispatcher().token();
            case "anonymous" -> null;
            case "expired" -> Tokens.of(roles, rightful.name(), "ridewire", Instant.now().minusSeconds(120));
            case "wrong audience" -> Tokens.of(roles, rightful.name(), "elsewhere", Instant.now().plusSeconds(120));
            case "wrong issuer" -> Tokens.ofIssuer("https://elsewhere.test", roles, rightful.name());
            default -> throw new IllegalArgumentException("column: " + column);
        };
    }

    private Scene scene(Stage stage) {
        var rider = rider();
        var driver = driver();
        return new Scene(rider, rider(), driver, driver(), dispatcher(), switch (stage) {
            case NO_RIDE -> null;
            case ASSIGNED -> assignedRide(rider, driver);
            case ARRIVED -> arrived(rider, driver);
            case UNDER_WAY -> underWay(rider, driver);
            case SETTLED -> {
                JsonNode ride = completedRide(rider, driver);
                settle(ride, null);
                yield ride;
            }
            case RATED -> {
                JsonNode ride = completedRide(rider, driver);
                json(post(rider, pathOf(ride) + "/rating", Map.of("stars", 5)), 200);
                json(post(driver, pathOf(ride) + "/rating", Map.of("stars", 4)), 200);
                yield ride;
            }
        });
    }

    private JsonNode arrived(Someone rider, Someone driver) {
        JsonNode ride = assignedRide(rider, driver);
        json(post(driver, pathOf(ride) + "/arrive"), 200);
        return ride;
    }

    private JsonNode underWay(Someone rider, Someone driver) {
        JsonNode ride = arrived(rider, driver);
        json(post(driver, pathOf(ride) + "/start", Map.of("pin", ride.get("pin").asString())), 200);
        return ride;
    }

    private List<String> endpoints() {
        return mappings.getHandlerMethods().keySet().stream().flatMap(SecurityMatrixTest::namesOf).distinct().toList();
    }

    private static Stream<String> namesOf(RequestMappingInfo mapping) {
        return mapping.getPatternsCondition().getPatterns().stream().flatMap(pattern -> {
            var methods = mapping.getMethodsCondition().getMethods();
            return methods.isEmpty()
                    ? Stream.of("ANY " + pattern.getPatternString())
                    : methods.stream().map(method -> method + " " + pattern.getPatternString());
        });
    }

    private static Map<String, Row> rows() {
        List<List<String>> lines = MATRIX.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList()).toList();
        List<String> columns = lines.getFirst();
        return lines.stream().skip(1).map(cells -> {
            Map<String, Integer> statuses = new HashMap<>();
            for (int column = 1; column < columns.size(); column++) {
                statuses.put(columns.get(column), Integer.valueOf(cells.get(column)));
            }
            return new Row(cells.getFirst(), Map.copyOf(statuses));
        }).collect(Collectors.toMap(Row::endpoint, row -> row));
    }
}
