package dev.ridewire.messaging;

import dev.ridewire.messaging.kafka.EventRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A reader of all the records of a topic, from its beginning. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    public TopicReader(String bootstrapServers, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest",
                        "reconnect.backoff.max.ms", "500"),
                new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** All records of a key so far, in order. */
    public List<ConsumerRecord<String, byte[]>> of(String key) {
        return all().stream().filter(record -> key.equals(record.key())).toList();
    }

    /** All records so far. */
    public List<ConsumerRecord<String, byte[]>> all() {
        if (consumer.assignment().isEmpty()) {
            var partitions = consumer.partitionsFor(topic, Duration.ofSeconds(5)).stream()
                    .map(p -> new TopicPartition(topic, p.partition())).toList();
            consumer.assign(partitions);
            if (!partitions.isEmpty()) {
                consumer.seekToBeginning(partitions);
            }
        }
        if (!consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    /** The versions of an aggregate so far, in the order of its topic. */
    public List<Long> versionsOf(String aggregateId) {
        return of(aggregateId).stream().map(record -> EventRecords.envelopeOf(record).version()).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
