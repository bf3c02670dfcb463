package dev.ridewire.messaging.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of a dead letter beside those of the original record, and the headers of a record that is sent again. */
public final class LetterHeaders {
    private static final String PREFIX = "ridewire_dlt_";

    /** The reason: {@link #UNDECODABLE}, {@link #FAILED} or {@link #STUCK}. */
    public static final String REASON = PREFIX + "reason";
    /** The reason of a record that is no event of the stream. */
    public static final String UNDECODABLE = "undecodable";
    /** The reason of an event on which the consumer failed each time it tried. */
    public static final String FAILED = "failed";
    /** The reason of an event that the consumer never finished handling, although the database answered. */
    public static final String STUCK = "stuck";

    public static final String EXCEPTION = PREFIX + "exception";
    public static final String STACK = PREFIX + "stack";
    public static final String CONSUMER = PREFIX + "consumer";
    /** The topic of the original record. */
    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    /**
     * The parts that were left out because Kafka found the letter too large: {@link #PAYLOAD} or {@link #EVERYTHING}.
     */
    public static final String OMITTED = PREFIX + "omitted";
    public static final String PAYLOAD = "payload";
    /** Everything: the payload, and the key and the headers of the original too. */
    public static final String EVERYTHING = "everything";
    /** The number of times the consumer has given up on it: 1, and one more each time it failed after a redrive. */
    public static final String ROUND = PREFIX + "round";
    /** The id of the letter that the first failure made. */
    public static final String FIRST = PREFIX + "first";

    /** A header of a record that was sent again: the letter that it comes from. */
    public static final String REDRIVEN_FROM = "ridewire_redriven_from";
    /** The consumer that failed on it and for which it was sent again. */
    public static final String REDRIVEN_FOR = "ridewire_redriven_for";
    /** The id of the letter that the first failure made. */
    public static final String REDRIVEN_FIRST = "ridewire_redriven_first";
    /** The round of that letter. */
    public static final String REDRIVEN_ROUND = "ridewire_redriven_round";

    /** A header of a record that settles an earlier letter of its partition: {@code redriven} or {@code discarded}. */
    public static final String SETTLED = PREFIX + "settled";
    /** The letter that it settles. */
    public static final String SETTLED_LETTER = PREFIX + "settled_letter";
    public static final String SETTLED_BY = PREFIX + "settled_by";
    public static final String SETTLED_AT = PREFIX + "settled_at";
    public static final String SETTLED_BECAUSE = PREFIX + "settled_because";

    private LetterHeaders() {}

    /** Reports whether a header was added by this library and is not the original record's. */
    public static boolean isOwn(String name) {
        return name.startsWith(PREFIX) || name.startsWith("ridewire_redriven_");
    }

    /** Sets a header, in place of any that is there. */
    public static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a header as text; null if it is missing. */
    public static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
