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
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Sets a record aside in {@code <topic>.dlt}, unchanged, with headers that say why and where from. Only once Kafka has
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
        put(headers, EXCEPTION, cause.toString());
        put(headers, STACK, stackOf(cause));
        put(headers, CONSUMER, consumer);
        put(headers, TOPIC, record.topic());
        put(headers, PARTITION, Integer.toString(record.partition()));
        put(headers, OFFSET, Long.toString(record.offset()));
        try {
            producer.send(letter).get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while setting a dead letter aside", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw new TransientFailure("Kafka did not take a dead letter", e);
        }
    }

    private static String stackOf(Throwable cause) {
        var writer = new StringWriter();
        cause.printStackTrace(new PrintWriter(writer, true));
        var stack = writer.toString();
        return stack.length() <= STACK_CHARACTERS ? stack : stack.substring(0, STACK_CHARACTERS);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
