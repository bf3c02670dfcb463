package dev.ridewire.messaging.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The access to dead letters, which finds and settles them. A redriven letter is sent again, as it was, to the topic it
 * came from. A consumer that has seen the event recognises its id, so only the consumer that had failed applies it.
 * Even that consumer drops it if it has applied a newer version meanwhile. The office sends a letter first and settles
 * it then. After a crash in between, the letter can be redriven again, which changes nothing.
 */
public final class DeadLetterOffice implements AutoCloseable {
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(30);
    /** The brokers decide what is too large, not this client. */
    private static final int LARGEST_REQUEST = 64 * 1024 * 1024;

    private final LetterReader reader;
    /** A separate reader, because letters are looked up while others are being read. */
    private final LetterReader lookup;
    private final Producer<byte[], byte[]> producer;
    private final Clock clock;

    /** @param connection the settings that every client of Kafka needs: bootstrap servers, security */
    public DeadLetterOffice(Map<String, Object> connection, Clock clock) {
        this.clock = clock;
        var config = new HashMap<>(connection);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "dead-letters");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(ACKNOWLEDGEMENT.toMillis()));
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.reader = new LetterReader(connection);
        this.lookup = new LetterReader(connection);
    }

    /**
     * Passes on every letter that is not settled as of now. Letters of one key keep their order.
     *
     * @param letters  receives them in batches, so that any number fits into memory
     * @param progress is told of every batch of records that was read
     */
    public void forEachOpen(Consumer<List<DeadLetter>> letters, Consumer<Integer> progress) {
        var extents = reader.letterTopics();
        var settled = reader.settled(extents, progress);
        reader.read(extents, records -> {
            letters.accept(records.stream()
                    .filter(record -> record.headers().lastHeader(LetterHeaders.SETTLED) == null)
                    .filter(record -> !isSettled(record, extents, settled))
                    .map(DeadLetter::new)
                    .toList());
            progress.accept(records.size());
        });
    }

    private static boolean isSettled(ConsumerRecord<?, ?> record, Map<TopicPartition, LetterReader.Extent> extents,
            Map<TopicPartition, BitSet> settled) {
        var place = new TopicPartition(record.topic(), record.partition());
        var offsets = settled.get(place);
        var extent = extents.get(place);
        return offsets != null && extent != null && offsets.get(Math.toIntExact(record.offset() - extent.begin()));
    }

    /** Finds a letter; empty if its topic no longer keeps it. */
    public Optional<DeadLetter> find(LetterId id) {
        return lookup.at(id.place(), id.offset())
                .filter(record -> record.headers().lastHeader(LetterHeaders.SETTLED) == null)
                .map(DeadLetter::new);
    }

    /** Returns the last decision about a letter. */
    public Optional<Settlement> settlementOf(LetterId id) {
        return lookup.settlementOf(id);
    }

    /** Returns the record that the letter was made of, if its topic still keeps it. */
    public Optional<ConsumerRecord<byte[], byte[]>> original(DeadLetter letter) {
        var partition = letter.originalPartition();
        var eventId = letter.header("ce_id");
        return partition == null || letter.originalOffset() < 0
                ? Optional.empty()
                : lookup.at(partition, letter.originalOffset())
                        // If somebody deleted and created the topic meanwhile, this offset holds another record.
                        .filter(found -> eventId == null
                                || eventId.equals(LetterHeaders.text(found.headers(), "ce_id")));
    }

    /**
     * Sends letters again, unchanged, and settles those that Kafka took. Any letter may be redriven at any time,
     * settled or not. The consumer drops an event that it has applied, or of which it has applied a newer version.
     *
     * @throws KafkaException if Kafka is away; letters that were not settled can be redriven again
     */
    public List<Redrive> redrive(List<DeadLetter> letters, String by) {
        var outcomes = new ArrayList<Redrive>();
        var sent = new LinkedHashMap<DeadLetter, Future<RecordMetadata>>();
        for (var letter : letters) {
            var original = letter.lacksPayload() ? original(letter) : Optional.of(letter.record());
            if (original.isEmpty()) {
                outcomes.add(new Redrive(letter, false, "the letter has no payload and its original is gone"));
            } else {
                sent.put(letter, producer.send(again(letter, original.get(), true)));
            }
        }
        var settlements = new ArrayList<Future<RecordMetadata>>();
        sent.forEach((letter, sending) -> {
            var refusal = refusal(sending);
            if (refusal instanceof RecordTooLargeException && letter.lacksPayload()) {
                // A record that barely fitted has no room for the headers that name its origin.
                refusal = original(letter).map(whole -> refusal(producer.send(again(letter, whole, false))))
                        .orElse(null);
            }
            if (refusal == null) {
                settlements.add(settle(letter, Settlement.Kind.REDRIVEN, by, null));
                outcomes.add(new Redrive(letter, true, "sent again to " + letter.id().originalTopic()));
            } else {
                outcomes.add(new Redrive(letter, false, "Kafka refuses it: " + refusal.getMessage()));
            }
        });
        settlements.forEach(DeadLetterOffice::await);
        return outcomes;
    }

    /**
     * Settles letters that nobody needs any more.
     *
     * @throws KafkaException if Kafka is away
     */
    public void discard(List<DeadLetter> letters, String by, String because) {
        letters.stream().map(letter -> settle(letter, Settlement.Kind.DISCARDED, by, because)).toList()
                .forEach(DeadLetterOffice::await);
    }

    private Future<RecordMetadata> settle(DeadLetter letter, Settlement.Kind kind, String by,
            @Nullable String because) {
        return producer.send(new Settlement(letter.id(), kind, by, clock.instant(), because)
                .toRecord(letter.record().key()));
    }

    private static ProducerRecord<byte[], byte[]> again(DeadLetter letter, ConsumerRecord<byte[], byte[]> original,
            boolean marked) {
        var headers = new RecordHeaders();
        original.headers().forEach(header -> {
            if (!LetterHeaders.isOwn(header.key())) {
                headers.add(header);
            }
        });
        if (marked) {
            LetterHeaders.put(headers, LetterHeaders.REDRIVEN_FROM, letter.id().toString());
            LetterHeaders.put(headers, LetterHeaders.REDRIVEN_FOR, letter.consumer());
            LetterHeaders.put(headers, LetterHeaders.REDRIVEN_FIRST, letter.first());
            LetterHeaders.put(headers, LetterHeaders.REDRIVEN_ROUND, Long.toString(letter.round()));
        }
        // By its key, as the first time. A record without a key goes to its original partition.
        var place = letter.originalPartition();
        Integer partition = original.key() == null && place != null ? (Integer) place.partition() : null;
        return new ProducerRecord<>(letter.id().originalTopic(), partition, original.key(), original.value(), headers);
    }

    /** Returns null once Kafka has taken it. */
    private static @Nullable KafkaException refusal(Future<RecordMetadata> sending) {
        try {
            await(sending);
            return null;
        } catch (RecordTooLargeException | InvalidTopicException | UnknownTopicOrPartitionException e) {
            return e;
        }
    }

    private static void await(Future<RecordMetadata> sending) {
        try {
            sending.get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while Kafka was to take a record", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not take a record within " + ACKNOWLEDGEMENT.toSeconds() + " s", e);
        }
    }

    @Override
    public void close() {
        reader.close();
        lookup.close();
        producer.close(Duration.ofSeconds(5));
    }
}
