package dev.ridewire.booking.adapter.web;

import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.reactive.KnownAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/** The headers that decide whether, and how often, a request takes effect. */
public final class Headers {
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");
    private static final int LONGEST_IF_MATCH = 255;
    /**
     * One tag only: java.util.regex recurses for each turn of a repeated group, and a long list of tags would exhaust
     * the stack.
     */
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[!#-~&&[^,]]*\"");

    private Headers() {}

    /** Reads the key, which the IETF draft writes in quotes and most clients without. */
    public static String idempotencyKey(@Nullable List<String> values) {
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

    /**
     * Returns which versions of the ride the client accepts; any if the header is absent. A weak tag matches none (RFC
     * 9110, 13.1.1). No tag of ours contains a comma, so one that does matches none.
     */
    public static LongPredicate ifMatch(@Nullable String value) {
        if (value == null || value.strip().equals("*")) {
            return version -> true;
        }
        if (value.length() > LONGEST_IF_MATCH) {
            throw malformed("If-Match", "expected: %d characters at most".formatted(LONGEST_IF_MATCH));
        }
        Set<String> tags = Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!tags.stream().allMatch(tag -> ENTITY_TAG.matcher(tag).matches())) {
            throw malformed("If-Match", "expected: the ride's ETag");
        }
        return version -> tags.contains(entityTag(version));
    }

    /** Returns an answer with an entity tag, or 304 if the client already has that version. */
    public static <T> ResponseEntity<T> answer(ServerWebExchange exchange, String entityTag, T body) {
        return KnownAnswers.unlessAnyIsKnown(exchange, ResponseEntity.ok().eTag(entityTag).body(body));
    }

    public static String entityTag(long version) {
        return "\"" + version + "\"";
    }

    private static ProblemException malformed(String header, String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "A header can't be accepted.",
                List.of(new FieldFault("header:" + header, detail)), Map.of());
    }
}
