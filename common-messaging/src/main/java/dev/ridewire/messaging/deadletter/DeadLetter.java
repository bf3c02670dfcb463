package dev.ridewire.messaging.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer set aside. Reading it never fails, whatever it contains: it may be a dead letter because it
 * is broken.
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    public DeadLetter {
        Objects.requireNonNull(record, "record");
    }

    public LetterId id() {
        return new LetterId(record.topic(), record.partition(), record.offset());
    }

    /** Returns when it was set aside. */
    public Instant since() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    public String consumer() {
        return header(LetterHeaders.CONSUMER, "unknown");
    }

    public String reason() {
        return header(LetterHeaders.REASON, "unknown");
    }

    /** Returns the exception as it describes itself. */
    public String exception() {
        return header(LetterHeaders.EXCEPTION, "");
    }

    /** Returns the exception's stack trace; empty if the letter had no room for it. */
    public String stack() {
        return header(LetterHeaders.STACK, "");
    }

    /** Returns how often the consumer has given up on it, from 1. */
    public long round() {
        var round = header(LetterHeaders.ROUND, "1");
        return round.matches("\\d{1,9}") ? Long.parseLong(round) : 1;
    }

    /** Returns the id of the letter that the first failure made; in the first round, that is this letter's own id. */
    public String first() {
        return header(LetterHeaders.FIRST, id().toString());
    }

    /** Reports whether the payload is only in the original record. */
    public boolean lacksPayload() {
        return record.headers().lastHeader(LetterHeaders.OMITTED) != null;
    }

    /** Returns null if the letter does not name it. */
    public @Nullable TopicPartition originalPartition() {
        var partition = header(LetterHeaders.PARTITION, "");
        return partition.matches("\\d{1,9}")
                ? new TopicPartition(id().originalTopic(), Integer.parseInt(partition))
                : null;
    }

    /** Returns -1 if the letter does not name it. */
    public long originalOffset() {
        var offset = header(LetterHeaders.OFFSET, "");
        return offset.matches("\\d{1,18}") ? Long.parseLong(offset) : -1;
    }

    /** Returns a header as text; null if it is missing. */
    public @Nullable String header(String name) {
        return LetterHeaders.text(record.headers(), name);
    }

    private String header(String name, String otherwise) {
        var text = header(name);
        return text == null ? otherwise : text;
    }
}
