package dev.ridewire.messaging.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record that a consumer set aside. Whatever is in it, reading this never fails: it may be here for being broken. */
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

    /** Empty where there was no room for it. */
    public String stack() {
        return header(LetterHeaders.STACK, "");
    }

    /** Returns how often the consumer has given up on it, from 1. */
    public long round() {
        var round = header(LetterHeaders.ROUND, "1");
        return round.matches("\\d{1,9}") ? Long.parseLong(round) : 1;
    }

    /** The letter of the first round; its own name in that round. */
    public String first() {
        return header(LetterHeaders.FIRST, id().toString());
    }

    /** Reports whether the payload is only in the original record. */
    public boolean lacksPayload() {
        return record.headers().lastHeader(LetterHeaders.OMITTED) != null;
    }

    /** Null if that is not said. */
    public @Nullable TopicPartition originalPartition() {
        var partition = header(LetterHeaders.PARTITION, "");
        return partition.matches("\\d{1,9}")
                ? new TopicPartition(id().originalTopic(), Integer.parseInt(partition))
                : null;
    }

    /** -1 if that is not said. */
    public long originalOffset() {
        var offset = header(LetterHeaders.OFFSET, "");
        return offset.matches("\\d{1,18}") ? Long.parseLong(offset) : -1;
    }

    /** A header as text; null where it is missing. */
    public @Nullable String header(String name) {
        return LetterHeaders.text(record.headers(), name);
    }

    private String header(String name, String otherwise) {
        var text = header(name);
        return text == null ? otherwise : text;
    }
}
