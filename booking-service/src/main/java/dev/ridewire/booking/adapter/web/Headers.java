package dev.ridewire.booking.adapter.web;

import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Headers that decide whether and how often something is done. */
final class Headers {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");
    private static final Pattern ENTITY_TAGS = Pattern.compile(
            "\\s*(W/)?\"[!#-~]*\"\\s*(,\\s*(W/)?\"[!#-~]*\"\\s*)*");

    private Headers() {}

    /** The key, which the IETF draft writes in quotes and most clients without. */
    static String idempotencyKey(@Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            throw new ProblemException(BookingProblems.IDEMPOTENCY_KEY_MISSING,
                    "Send a new one with each new request, and the same one when you repeat it.",
                    List.of(new FieldFault("header:" + IDEMPOTENCY_KEY, "is missing")), Map.of());
        }
        String value = values.getFirst();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String key = quoted ? value.substring(1, value.length() - 1) : value;
        if (values.size() > 1 || !VISIBLE_ASCII.matcher(key).matches()) {
            throw malformed(IDEMPOTENCY_KEY, "expected: once, 1..255 visible ASCII characters");
        }
        return key;
    }

    /** Which versions of the ride the client accepts. Absent: any. A weak tag matches none (RFC 9110, 13.1.1). */
    static LongPredicate ifMatch(@Nullable String value) {
        if (value == null || value.strip().equals("*")) {
            return version -> true;
        }
        if (!ENTITY_TAGS.matcher(value).matches()) {
            throw malformed("If-Match", "expected: the ride's ETag");
        }
        Set<String> tags = Arrays.stream(value.split(",")).map(String::strip).collect(Collectors.toSet());
        return version -> tags.contains(entityTag(version));
    }

    static String entityTag(long version) {
        return "\"" + version + "\"";
    }

    private static ProblemException malformed(String header, String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "A header can't be accepted.",
                List.of(new FieldFault("header:" + header, detail)), Map.of());
    }
}
