package dev.ridewire.dispatch.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.dispatch.Tokens;
import dev.ridewire.testing.web.ApiDocument;
import dev.ridewire.testing.web.SecurityMatrix;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint against everyone who could try it, while ann is offered a ride. The endpoints are the application's
 * own handler mappings: one without a row here fails, and so does a row without an endpoint.
 */
class SecurityMatrixTest extends ApiOnPostgres {
    private static final SecurityMatrix MATRIX = SecurityMatrix.of("""
            endpoint                         | asked driver | other driver | rider | dispatcher | anonymous | expired
            GET /v1/drivers/me/shift         | 200          | 200          | 403   | 403        | 401       | 401
            PUT /v1/drivers/me/shift         | 409          | 200          | 403   | 403        | 401       | 401
            GET /v1/drivers/me/offers        | 200          | 200          | 403   | 403        | 401       | 401
            POST /v1/offers/{id}/accept      | 200          | 404          | 403   | 403        | 401       | 401
            POST /v1/offers/{id}/decline     | 200          | 404          | 403   | 403        | 401       | 401
            GET /v1/nearby                   | 403          | 403          | 200   | 403        | 401       | 401
            GET /v1/ops/rides/{id}/dispatch  | 403          | 403          | 403   | 200        | 401       | 401
            GET /problems/{slug}             | 200          | 200          | 200   | 200        | 200       | 401
            GET /v3/api-docs                 | 200          | 200          | 200   | 200        | 200       | 401
            GET /v3/api-docs.yaml            | 200          | 200          | 200   | 200        | 200       | 401
            """);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointHasARowAndEveryRowAnEndpoint() {
        assertThat(MATRIX.endpoints())
                .containsExactlyInAnyOrderElementsOf(ApiDocument.endpoints(mappings));
    }

    @TestFactory
    Stream<DynamicTest> matrix() {
        return MATRIX.tests(this::check);
    }

    private void check(String endpoint, String who, int status) {
        city.clear();
        var wanted = UUID.randomUUID();
        UUID offer = city.offerTo(ann, wanted);
        String path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{id}", (endpoint.contains("/rides/") ? wanted : offer).toString())
                .replace("{slug}", "not-found")
                .replace("/nearby", "/nearby?lat=40.758&lng=-73.9855");
        var request = client().method(HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' ')))).uri(path)
                .headers(headers -> {
                    String token = token(who);
                    if (!token.isEmpty()) {
                        headers.setBearerAuth(token);
                    }
                });
        if (endpoint.startsWith("PUT")) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(OFFLINE);
        }
        if (endpoint.endsWith("/offers")) {
            request.accept(MediaType.APPLICATION_JSON);
        }

        var answer = request.exchange().expectStatus().isEqualTo(status).returnResult(String.class);

        if (status >= 400) {
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }
        answer.getResponseBody().blockLast(Duration.ofSeconds(10));
    }

    private String token(String who) {
        return switch (who) {
            case "asked driver" -> Tokens.of(ann, "driver");
            case "other driver" -> Tokens.of("dan-" + UUID.randomUUID(), "driver");
            case "rider" -> Tokens.of("rita", "rider");
            case "dispatcher" -> Tokens.of("dora", "dispatcher");
            case "expired" -> Tokens.of(ann, "driver", Duration.ofMinutes(-10));
            case "anonymous" -> "";
            default -> throw new AssertionError(who);
        };
    }
}
