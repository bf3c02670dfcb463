package dev.ridewire.messaging.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision about a letter. It is a later record in the letter's partition, so no record is ever changed or
 * deleted.
 *
 * @param by      the person who decided
 * @param because null for a redrive
 */
public record Settlement(LetterId letter, Kind kind, String by, Instant at, @Nullable String because) {
    public Settlement {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
    }

    /** The decision itself. */
    public enum Kind {
        /** The event was sent again to the topic that it came from. */
        REDRIVEN("redriven"),
        /** The letter will not be sent again. */
        DISCARDED("discarded");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    ProducerRecord<byte[], byte[]> toRecord(byte @Nullable [] key) {
        var headers = new RecordHeaders();
        LetterHeaders.put(headers, LetterHeaders.SETTLED, kind.label());
        LetterHeaders.put(headers, LetterHeaders.SETTLED_LETTER, letter.toString());
        LetterHeaders.put(headers, LetterHeaders.SETTLED_BY, by);
        LetterHeaders.put(headers, LetterHeaders.SETTLED_AT, at.toString());
        if (because != null) {
            LetterHeaders.put(headers, LetterHeaders.SETTLED_BECAUSE, because);
        }
        return new ProducerRecord<>(letter.topic(), letter.partition(), key, null, headers);
    }

    /** Returns null for a record that is no settlement, or that can't be read. */
    static @Nullable Settlement of(Headers headers) {
        var kind = LetterHeaders.text(headers, LetterHeaders.SETTLED);
        var letter = LetterHeaders.text(headers, LetterHeaders.SETTLED_LETTER);
        var at = LetterHeaders.text(headers, LetterHeaders.SETTLED_AT);
        if (kind == null || letter == null || at == null) {
            return null;
        }
        try {
            return new Settlement(LetterId.parse(letter),
                    kind.equals(Kind.REDRIVEN.label()) ? Kind.REDRIVEN : Kind.DISCARDED,
                    String.valueOf(LetterHeaders.text(headers, LetterHeaders.SETTLED_BY)), Instant.parse(at),
                    LetterHeaders.text(headers, LetterHeaders.SETTLED_BECAUSE));
        } catch (RuntimeException e) {
            return null;
        }
    }
}
