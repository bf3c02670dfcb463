package dev.ridewire.simulator.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a fake service.
 *
 * @param body written as JSON, a text as events; none if null
 */
record Answered(int status, @Nullable Object body, Map<String, String> headers) {
    static Answered ok(int status, @Nullable Object body) {
        return new Answered(status, body, Map.of());
    }

    static Answered problem(int status, String slug, @Nullable String currentState) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "/problems/" + slug);
        body.put("status", status);
        if (currentState != null) {
            body.put("currentState", currentState);
        }
        return ok(status, body);
    }

    static Answered notFound() {
        return problem(404, "not-found", null);
    }

    static Answered unavailable() {
        return problem(503, "unavailable", null);
    }
}
