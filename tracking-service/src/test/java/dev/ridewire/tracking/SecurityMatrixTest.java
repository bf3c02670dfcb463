package dev.ridewire.tracking;

import static dev.ridewire.tracking.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.web.ApiDocument;
import dev.ridewire.testing.web.SecurityMatrix;
import dev.ridewire.testing.web.WholeAnswers;
import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.application.share.SharingRide;
import dev.ridewire.tracking.application.share.SharingRide.Sharing;
import dev.ridewire.tracking.domain.RideState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint against everyone who could try it. The endpoints are the application's own handler mappings: one
 * without a row here fails, and so does a row without an endpoint. A socket without an upgrade is answered 400.
 */
class SecurityMatrixTest extends OnRealParts {
    private static final SecurityMatrix MATRIX = SecurityMatrix.of("""
            endpoint                         | owner | other rider | its driver | other driver | dispatcher | anonymous | expired
            POST /v1/drivers/me/locations    | 403   | 403         | 202        | 202          | 403        | 401       | 401
            GET /v1/drivers/me/locations/ws  | 403   | 403         | 400        | 400          | 403        | 401       | 401
            GET /v1/rides/{id}/stream        | 200   | 404         | 200        | 404          | 200        | 401       | 401
            POST /v1/rides/{id}/cancel       | 403   | 403         | 403        | 403          | 415        | 401       | 401
            POST /v1/rides/{id}/share        | 201   | 404         | 403        | 403          | 403        | 401       | 401
            DELETE /v1/rides/{id}/share      | 204   | 404         | 403        | 403          | 403        | 401       | 401
            GET /v1/shared/{token}           | 200   | 200         | 200        | 200          | 200        | 200       | 401
            GET /share                       | 200   | 200         | 200        | 200          | 200        | 200       | 401
            GET /share/app.js                | 200   | 200         | 200        | 200          | 200        | 200       | 401
            GET /share/style.css             | 200   | 200         | 200        | 200          | 200        | 200       | 401
            GET /problems/{slug}             | 200   | 200         | 200        | 200          | 200        | 200       | 401
            GET /v3/api-docs                 | 200   | 200         | 200        | 200          | 200        | 200       | 401
            GET /v3/api-docs.yaml            | 200   | 200         | 200        | 200          | 200        | 200       | 401
            """);
    /** The console has a matrix of its own. */
    private static final Set<String> OF_THE_CONSOLE = Set.of("/v1/ops/", "/console");

    @Autowired
    Rides rides;

    @Autowired
    SharingRide sharingRide;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final UUID rideId = UUID.randomUUID();

    @Test
    void everyEndpointHasARowAndEveryRowAnEndpoint() {
        Set<String> endpoints = ApiDocument.endpoints(mappings).stream()
                .filter(endpoint -> OF_THE_CONSOLE.stream().noneMatch(endpoint::contains))
                .collect(Collectors.toSet());

        assertThat(MATRIX.endpoints()).containsExactlyInAnyOrderElementsOf(endpoints);
    }

    @TestFactory
    Stream<DynamicTest> matrix() {
        return MATRIX.tests(this::check);
    }

    private void check(String endpoint, String who, int status) {
        rides.saveNewer(List.of(ride(rideId, RideState.IN_PROGRESS, 4, "bob"))).block();
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(endpoint.indexOf(' ') + 1).replace("{id}", rideId.toString())
                .replace("{slug}", "not-found");
        if (path.contains("{token}")) {
            path = path.replace("{token}", token());
        }
        var request = client(who).method(HttpMethod.valueOf(method)).uri(path);
        if (path.endsWith("/locations")) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(
                    "{\"points\":[{\"lat\":40.7,\"lng\":-74,\"recordedAt\":\"" + Instant.now() + "\"}]}");
        }
        var answer = request.exchange().expectStatus().isEqualTo(status).returnResult(String.class);
        if (status >= 400) {
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }
        answer.getResponseBody().take(1).blockFirst(Duration.ofSeconds(5));
    }

    private String token() {
        if (sharingRide.share(rideId, "ada").block() instanceof Sharing.Link(String token)) {
            return token;
        }
        throw new AssertionError("the ride was not shared");
    }

    private WebTestClient client(String who) {
        return switch (who) {
            case "owner" -> as("rider", "ada");
            case "other rider" -> as("rider", "eve");
            case "its driver" -> as("driver", "bob");
            case "other driver" -> as("driver", "dan");
            case "dispatcher" -> as("dispatcher", "olga");
            case "expired" -> with(ISSUER.token("rider", "ada", Duration.ofMinutes(-10)));
            case "anonymous" -> WholeAnswers.clientOf(port)
                    .responseTimeout(Duration.ofSeconds(20)).build();
            default -> throw new AssertionError(who);
        };
    }

    private WebTestClient with(String token) {
        return WholeAnswers.clientOf(port).responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }
}
