package dev.ridewire.simulator.api;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer with its body read as JSON; a body that is no JSON counts as absent. */
record Reply(int status, HttpHeaders headers, JsonNode body) {
    static Reply of(HttpResponse<byte[]> response, JsonMapper json) {
        return new Reply(response.statusCode(), response.headers(), parsed(response.body(), json));
    }

    boolean successful() {
        return status / 100 == 2 || status == 304;
    }

    /** Reports whether the service, or a proxy in front of it, says that the same request may succeed later. */
    boolean retryable() {
        return switch (status) {
            case 429, 502, 503, 504 -> true;
            default -> !successful() && body.path("retryable").asBoolean(false);
        };
    }

    /**
     * Returns the wait that the service asked for, or zero. A date counts as zero, because our services send seconds.
     */
    Duration retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    <T> Answer.Refused<T> refused() {
        String type = body.path("type").asString("");
        String slug = type.substring(type.lastIndexOf('/') + 1);
        JsonNode state = body.path("currentState");
        return new Answer.Refused<>(status, slug.isEmpty() ? "status-" + status : slug,
                state.isString() ? state.asString() : null);
    }

    private static JsonNode parsed(byte[] body, JsonMapper json) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return json.missingNode();
        }
    }
}
