package dev.ridewire.messaging.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of topics without a consumer group, committed offsets or any other trace. Every reading ends at the offset
 * at which the topic ended when the reading began.
 */
final class LetterReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    /** The longest wait for the next record of a topic that has more records. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
    private static final int ANSWER_WITHIN_MS = 10_000;
    private static final int LETTERS_AT_A_TIME = 500;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param connection the settings that every client needs: bootstrap servers, security */
    LetterReader(Map<String, Object> connection) {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "dead-letters");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LETTERS_AT_A_TIME);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The range of offsets to read in a partition: all its records as of now. */
    record Extent(long begin, long end) {}

    Map<TopicPartition, Extent> letterTopics() {
        var partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().endsWith(LetterId.SUFFIX))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        return extents(partitions);
    }

    private Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
        var extents = new HashMap<TopicPartition, Extent>();
        var begins = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions).forEach(
                (partition, end) -> extents.put(partition, new Extent(begins.getOrDefault(partition, end), end)));
        return extents;
    }

    /**
     * Returns the offsets of settled letters in each partition, counted from the beginning of its extent. The result
     * takes one bit for each record, so it fits into memory.
     */
    Map<TopicPartition, BitSet> settled(Map<TopicPartition, Extent> extents, Consumer<Integer> progress) {
        var settled = new HashMap<TopicPartition, BitSet>();
        read(extents, records -> {
            for (var record : records) {
                var settlement = Settlement.of(record.headers());
                var place = new TopicPartition(record.topic(), record.partition());
                var extent = extents.get(place);
                // A settlement can only be about an earlier letter of its own partition.
                if (settlement != null && settlement.letter().place().equals(place) && extent != null
                        && settlement.letter().offset() >= extent.begin()
                        && settlement.letter().offset() < record.offset()) {
                    settled.computeIfAbsent(place, p -> new BitSet())
                            .set(Math.toIntExact(settlement.letter().offset() - extent.begin()));
                }
            }
            progress.accept(records.size());
        });
        return settled;
    }

    /** @param records receives the records of one poll at a time */
    void read(Map<TopicPartition, Extent> extents, Consumer<List<ConsumerRecord<byte[], byte[]>>> records) {
        consumer.assign(extents.keySet());
        extents.forEach((partition, extent) -> consumer.seek(partition, extent.begin()));
        long heard = System.nanoTime();
        while (isBefore(extents)) {
            var polled = consumer.poll(POLL);
            if (!polled.isEmpty()) {
                heard = System.nanoTime();
                var wanted = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                extents.forEach((partition, extent) -> polled.records(partition).stream()
                        .filter(record -> record.offset() < extent.end()).forEach(wanted::add));
                records.accept(wanted);
            } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                throw new TimeoutException("no record came for " + LONGEST_SILENCE.toSeconds() + " s");
            }
        }
    }

    private boolean isBefore(Map<TopicPartition, Extent> extents) {
        return extents.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue().end());
    }

    /** Returns the record at an offset, if it is still kept. */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        var extent = exists(partition) ? extents(Set.of(partition)).get(partition) : null;
        if (extent == null || offset < extent.begin() || offset >= extent.end()) {
            return Optional.empty();
        }
        var found = new Found();
        read(Map.of(partition, new Extent(offset, offset + 1)), records -> records.stream()
                .filter(record -> record.offset() == offset).forEach(record -> found.record = record));
        return Optional.ofNullable(found.record);
    }

    /** Returns the last settlement of a letter. */
    Optional<Settlement> settlementOf(LetterId letter) {
        var found = new Found();
        var extent = extents(Set.of(letter.place())).get(letter.place());
        if (extent != null && letter.offset() + 1 < extent.end()) {
            var behind = new Extent(Math.max(extent.begin(), letter.offset() + 1), extent.end());
            read(Map.of(letter.place(), behind), records -> records.forEach(record -> {
                var settlement = Settlement.of(record.headers());
                if (settlement != null && settlement.letter().equals(letter)) {
                    found.settlement = settlement;
                }
            }));
        }
        return Optional.ofNullable(found.settlement);
    }

    private boolean exists(TopicPartition partition) {
        return consumer.listTopics().getOrDefault(partition.topic(), List.of()).stream()
                .anyMatch(info -> info.partition() == partition.partition());
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } catch (KafkaException e) {
            // A reader without a group has nothing to commit, so a failed close loses nothing.
        }
    }

    private static final class Found {
        private @Nullable ConsumerRecord<byte[], byte[]> record;
        private @Nullable Settlement settlement;
    }
}
