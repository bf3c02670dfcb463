package dev.ridewire.web.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * One occurrence of an error, ready to be written.
 *
 * @param detail     for a person; never repeats personal data back
 * @param extensions further members; must not reuse the standard ones' names
 * @param headers    headers of the answer, for example {@code Retry-After}
 */
record Problem(
        ProblemType type, String detail, List<FieldFault> fields, Map<String, Object> extensions, HttpHeaders headers) {
    static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    static Problem of(ProblemType type, String detail, List<FieldFault> fields) {
        return new Problem(type, detail, fields, Map.of(), HttpHeaders.EMPTY);
    }

    Problem withHeaders(HttpHeaders more) {
        return new Problem(type, detail, fields, extensions, more);
    }

    /** Returns the members in the order in which a person reads them. */
    Map<String, Object> members(String instance) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.uri().toString());
        members.put("title", type.title());
        members.put("status", type.status().value());
        members.put("detail", detail);
        members.put("instance", instance);
        members.put("retryable", type.retryable());
        if (!fields.isEmpty()) {
            members.put("errors", fields);
        }
        members.putAll(extensions);
        return members;
    }
}
