package dev.ridewire.messaging.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter's headers say beside those of the record it was, and what the record says once it is sent again.
 */
public final class LetterHeaders {
    private static final String PREFIX = "ridewire_dlt_";

    /** Why: {@link #UNDECODABLE}, {@link #FAILED} or {@link #STUCK}. */
    public static final String REASON = PREFIX + "reason";
    /** It is no event of the stream. */
    public static final String UNDECODABLE = "undecodable";
    /** The consumer failed on it, each time it tried. */
    public static final String FAILED = "failed";
    /** The consumer never came to an end with it, although the database answered. */
    public static final String STUCK = "stuck";

    public static final String EXCEPTION = PREFIX + "exception";
    public static final String STACK = PREFIX + "stack";
    public static final String CONSUMER = PREFIX + "consumer";
    /** Where the original lies. */
    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    /** What had to be left out because Kafka found it too large: {@link #PAYLOAD} or {@link #EVERYTHING}. */
    public static final String OMITTED = PREFIX + "omitted";
    public static final String PAYLOAD = "payload";
    /** Key and headers of the original too. */
    public static final String EVERYTHING = "everything";
    /** How often the consumer has now given up on it: 1, and one more each time it failed after a redrive. */
    public static final String ROUND = PREFIX + "round";
    /** The letter of the first round. */
    public static final String FIRST = PREFIX + "first";

    /** On a record that was sent again: the letter it comes from. */
    public static final String REDRIVEN_FROM = "ridewire_redriven_from";
    /** The consumer it was sent again for. */
    public static final String REDRIVEN_FOR = "ridewire_redriven_for";
    /** The letter of the first round. */
    public static final String REDRIVEN_FIRST = "ridewire_redriven_first";
    /** That letter's round. */
    public static final String REDRIVEN_ROUND = "ridewire_redriven_round";

    /** On a record that settles an earlier letter of its partition: {@code redriven} or {@code discarded}. */
    public static final String SETTLED = PREFIX + "settled";
    /** The letter that it settles. */
    public static final String SETTLED_LETTER = PREFIX + "settled_letter";
    public static final String SETTLED_BY = PREFIX + "settled_by";
    public static final String SETTLED_AT = PREFIX + "settled_at";
    public static final String SETTLED_BECAUSE = PREFIX + "settled_because";

    private LetterHeaders() {}

    /** Whether a header is the plumbing's own, not the original record's. */
    public static boolean isOwn(String name) {
        return name.startsWith(PREFIX) || name.startsWith("ridewire_redriven_");
    }

    /** Replaces what is there. */
    public static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    /** A header as text; null where it is missing. */
    public static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
