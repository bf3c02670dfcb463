package dev.ridewire.messaging.inbox;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Sets a record aside in {@code <topic>.dlt}, unchanged unless it is too large, with headers that say why and where from. Only once Kafka has
 * acknowledged it may the consumer's offset move past the original.
 */
final class DeadLetters {
    /** {@code undecodable} or {@code failed}. */
    static final String REASON = "ridewire_dlt_reason";
    static final String EXCEPTION = "ridewire_dlt_exception";
    static final String STACK = "ridewire_dlt_stack";
    static final String CONSUMER = "ridewire_dlt_consumer";
    static final String TOPIC = "ridewire_dlt_topic";
    static final String PARTITION = "ridewire_dlt_partition";
    static final String OFFSET = "ridewire_dlt_offset";

    private static final int EXCEPTION_CHARACTERS = 1_000;
    private static final int STACK_CHARACTERS = 4_000;
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;

    DeadLetters(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** @throws TransientFailure if Kafka does not acknowledge it in time */
    void add(ConsumerRecord<String, byte[]> record, String consumer, String reason, Throwable cause) {
        var letter = new ProducerRecord<>(record.topic() + ".dlt", null, record.key(), record.value(),
                record.headers());
        var headers = letter.headers();
        put(headers, REASON, reason);
        put(headers, EXCEPTION, bounded(cause.toString(), EXCEPTION_CHARACTERS));
        put(headers, STACK, stackOf(cause));
        put(headers, CONSUMER, consumer);
        put(headers, TOPIC, record.topic());
        put(headers, PARTITION, Integer.toString(record.partition()));
        put(headers, OFFSET, Long.toString(record.offset()));
        // A record near the limit outgrows it by these headers. A letter without payload still says where the original lies.
        if (!fits(letter) && !fits(shorter(letter, record.value())) && !fits(shorter(letter, null))) {
            throw new TransientFailure("Kafka does not even take a dead letter without payload",
                    new RecordTooLargeException());
        }
    }

    /** A copy without stack: the producer has locked the headers of what it was given. */
    private static ProducerRecord<String, byte[]> shorter(
            ProducerRecord<String, byte[]> letter, byte @Nullable [] payload) {
        var headers = new RecordHeaders(letter.headers());
        headers.remove(STACK);
        return new ProducerRecord<>(letter.topic(), null, letter.key(), payload, headers);
    }

    private boolean fits(ProducerRecord<String, byte[]> letter) {
        try {
            producer.send(letter).get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while setting a dead letter aside", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw new TransientFailure("Kafka did not take a dead letter", e);
        } catch (TimeoutException | RuntimeException e) {
            throw new TransientFailure("Kafka did not take a dead letter", e);
        }
    }

    private static String stackOf(Throwable cause) {
        var writer = new StringWriter();
        cause.printStackTrace(new PrintWriter(writer, true));
        return bounded(writer.toString(), STACK_CHARACTERS);
    }

    private static String bounded(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
