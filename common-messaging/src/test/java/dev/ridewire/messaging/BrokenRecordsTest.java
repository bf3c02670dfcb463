package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.kafka.EventRecords;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that are no events of the stream go straight to the dead letters, and the events behind them are applied. */
class BrokenRecordsTest {
    private static final RecordingConsumer recorder = new RecordingConsumer();
    private static ConsumingService inbox;

    /** The faults that a record can have, in the words of the exception. */
    enum Fault {
        NO_HEADERS("", record -> with(record, record.key(), record.value(), "")),
        NO_SPECVERSION("", record -> without(record, "ce_specversion")),
        STRANGE_SPECVERSION("", record -> header(record, "ce_specversion", "9.9")),
        NO_ID("", record -> without(record, "ce_id")),
        STRANGE_ID("UUID", record -> header(record, "ce_id", "seven")),
        NO_SUBJECT("ce_subject is missing", record -> without(record, "ce_subject")),
        NO_SEQUENCE("ce_sequence is missing", record -> without(record, "ce_sequence")),
        STRANGE_SEQUENCE("ce_sequence: soon", record -> header(record, "ce_sequence", "soon")),
        SEQUENCE_BEFORE_THE_FIRST("version: 0", record -> header(record, "ce_sequence", "0")),
        STRANGE_TIME("", record -> header(record, "ce_time", "yesterday")),
        NO_KEY("ce_subject: ", record -> with(record, null, record.value(), null)),
        KEY_OF_ANOTHER_AGGREGATE("expected: the key, someone",
                record -> with(record, "someone", record.value(), null)),
        NO_VALUE("payload is empty", record -> with(record, record.key(), null, null)),
        EMPTY_VALUE("payload is empty", record -> with(record, record.key(), new byte[0], null)),
        BYTES_THAT_ARE_NO_MESSAGE("", record -> with(record, record.key(), new byte[]{1, 2, 3}, null));

        private final String words;
        private final Function<ProducerRecord<String, byte[]>, ProducerRecord<String, byte[]>> change;

        Fault(String words, Function<ProducerRecord<String, byte[]>, ProducerRecord<String, byte[]>> change) {
            this.words = words;
            this.change = change;
        }
    }

    @BeforeAll
    static void start() {
        inbox = ConsumingService.start(recorder);
    }

    @AfterAll
    static void stop() {
        inbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void itIsADeadLetterAtOnceAndItsKeyGoesOn(Fault fault) {
        var rideId = UUID.randomUUID().toString();
        var broken = fault.change.apply(EventRecords.toRecord(ride(rideId, 1), TraceContext.NONE));
        double retries = inbox.service.count("ridewire.inbox.retries");
        double bisections = inbox.service.count("ridewire.inbox.bisections");
        var place = inbox.send(broken);
        var next = ride(rideId, 2);
        inbox.send(next);

        inbox.awaitStored(next);
        var letter = inbox.awaitLetterAbout(place);
        assertThat(letter.key()).isEqualTo(broken.key());
        assertThat(letter.value()).isEqualTo(broken.value());
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_reason")).isEqualTo("undecodable");
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_exception")).contains(fault.words);
        assertThat(inbox.lettersAbout(place)).hasSize(1);
        assertThat(inbox.service.count("ridewire.inbox.retries")).isEqualTo(retries);
        assertThat(inbox.service.count("ridewire.inbox.bisections")).isEqualTo(bisections);
    }

    /** @param only the only header kept; null for all */
    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> record, String key, byte[] value,
            String only) {
        var changed = new ProducerRecord<>(record.topic(), null, key, value, record.headers());
        if (only != null) {
            record.headers().forEach(header -> changed.headers().remove(header.key()));
        }
        return changed;
    }

    private static ProducerRecord<String, byte[]> without(ProducerRecord<String, byte[]> record, String header) {
        record.headers().remove(header);
        return record;
    }

    private static ProducerRecord<String, byte[]> header(ProducerRecord<String, byte[]> record, String name,
            String value) {
        record.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
