package dev.ridewire.messaging.inbox;

import dev.ridewire.messaging.deadletter.LetterHeaders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
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
 * Sets a record aside in {@code <topic>.dlt}, unchanged unless it is too large, with headers that name the reason and
 * the origin. The consumer's offset may move past the original only after Kafka has acknowledged the letter. Letters of
 * one key share a partition, in their order.
 */
final class DeadLetters {
    private static final int EXCEPTION_CHARACTERS = 1_000;
    private static final int STACK_CHARACTERS = 4_000;
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);
    /**
     * Shorter than the wait for the acknowledgement. When the wait ends, the producer has dropped the record, so the
     * next attempt adds no copy.
     */
    static final Duration DELIVERY = ACKNOWLEDGEMENT.minusSeconds(2);

    private final Producer<String, byte[]> producer;

    DeadLetters(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** @throws TransientFailure if Kafka does not acknowledge it in time */
    void add(ConsumerRecord<String, byte[]> record, String consumer, String reason, Throwable cause) {
        var why = new RecordHeaders();
        LetterHeaders.put(why, LetterHeaders.REASON, reason);
        LetterHeaders.put(why, LetterHeaders.EXCEPTION, bounded(describe(cause), EXCEPTION_CHARACTERS));
        LetterHeaders.put(why, LetterHeaders.CONSUMER, consumer);
        LetterHeaders.put(why, LetterHeaders.TOPIC, record.topic());
        LetterHeaders.put(why, LetterHeaders.PARTITION, Integer.toString(record.partition()));
        LetterHeaders.put(why, LetterHeaders.OFFSET, Long.toString(record.offset()));
        countRounds(why, record.headers(), consumer);
        var stack = new RecordHeaders();
        LetterHeaders.put(stack, LetterHeaders.STACK, stackOf(cause));
        var noPayload = new RecordHeaders();
        LetterHeaders.put(noPayload, LetterHeaders.OMITTED, LetterHeaders.PAYLOAD);
        var nothing = new RecordHeaders();
        LetterHeaders.put(nothing, LetterHeaders.OMITTED, LetterHeaders.EVERYTHING);

        // These headers can push a record beyond Kafka's size limit. Even the shortest letter says where the original
        // lies.
        if (!fits(record, record.key(), record.value(), record.headers(), why, stack)
                && !fits(record, record.key(), record.value(), record.headers(), why)
                && !fits(record, record.key(), null, record.headers(), why, noPayload)
                && !fits(record, null, null, why, nothing)) {
            throw new TransientFailure("Kafka does not even take a dead letter without payload",
                    new RecordTooLargeException());
        }
    }

    /**
     * Counts the failures of this consumer: a record that was redriven for another consumer fails for the first time
     * here.
     */
    private static void countRounds(Headers why, Headers original, String consumer) {
        var round = LetterHeaders.text(original, LetterHeaders.REDRIVEN_ROUND);
        var first = LetterHeaders.text(original, LetterHeaders.REDRIVEN_FIRST);
        boolean again = consumer.equals(LetterHeaders.text(original, LetterHeaders.REDRIVEN_FOR))
                && first != null && round != null && round.matches("\\d{1,9}");
        LetterHeaders.put(why, LetterHeaders.ROUND, again ? Long.toString(Long.parseLong(round) + 1) : "1");
        if (again) {
            LetterHeaders.put(why, LetterHeaders.FIRST, first);
        }
    }

    private boolean fits(ConsumerRecord<String, byte[]> record, @Nullable String key, byte @Nullable [] payload,
            Headers... parts) {
        // A copy for each attempt, because the producer locks the headers that it receives.
        var headers = new RecordHeaders();
        for (Headers part : parts) {
            part.forEach(header -> {
                // Headers of the original with our names are dropped, so that its sender can't forge, for example, a
                // settlement.
                if (part != record.headers() || !LetterHeaders.isOwn(header.key())) {
                    headers.add(header);
                }
            });
        }
        try {
            producer.send(new ProducerRecord<>(record.topic() + ".dlt", null, key, payload, headers))
                    .get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
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

    /**
     * Describes an exception, even one whose {@code toString} throws: a letter must not depend on the exception's
     * methods.
     */
    private static String describe(Throwable cause) {
        try {
            return cause.toString();
        } catch (RuntimeException e) {
            return cause.getClass().getName();
        }
    }

    private static String stackOf(Throwable cause) {
        try {
            var writer = new StringWriter();
            cause.printStackTrace(new PrintWriter(writer, true));
            return bounded(writer.toString(), STACK_CHARACTERS);
        } catch (RuntimeException e) {
            return String.join("\n", List.of(cause.getStackTrace()).stream().map(StackTraceElement::toString).toList());
        }
    }

    private static String bounded(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }
}
