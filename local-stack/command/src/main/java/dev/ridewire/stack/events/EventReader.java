package dev.ridewire.stack.events;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.deadletter.LetterHeaders;
import dev.ridewire.parts.PartFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads every topic from its beginning, without a consumer group or committed offsets. */
public final class EventReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ANSWER_WITHIN_MS = 10_000;
    /** The interval after which topics of services that started later are found. */
    private static final Duration TOPICS_AGAIN = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public EventReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Reads the records that are there now.
     *
     * @param rideId only events of this ride, ordered by time; null for all
     * @throws PartFailedException if Kafka does not answer
     */
    public void readAll(@Nullable String rideId, Consumer<String> lines) {
        talkToKafka(() -> {
            List<EventLine> ofRide = new ArrayList<>();
            assignAll();
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : pollEvents()) {
                    var line = new EventLine(record);
                    if (rideId == null) {
                        lines.accept(line.toJson());
                    } else if (line.concerns(rideId)) {
                        ofRide.add(line);
                    }
                }
            }
            ofRide.sort(Comparator.comparing(EventLine::time));
            ofRide.forEach(line -> lines.accept(line.toJson()));
        });
    }

    /** Reads present and future records until the process ends. */
    public void follow(@Nullable String rideId, Consumer<String> lines) {
        talkToKafka(() -> {
            long lookedAt = System.nanoTime();
            assignAll();
            while (!Thread.currentThread().isInterrupted()) {
                if (System.nanoTime() - lookedAt > TOPICS_AGAIN.toNanos()) {
                    lookedAt = System.nanoTime();
                    assignAll();
                }
                for (ConsumerRecord<byte[], byte[]> record : pollEvents()) {
                    var line = new EventLine(record);
                    if (rideId == null || line.concerns(rideId)) {
                        lines.accept(line.toJson());
                    }
                }
            }
        });
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Assigns all partitions; those that were assigned before continue at their positions. */
    private void assignAll() {
        Set<String> wanted = EventStreams.all().stream()
                .flatMap(stream -> Stream.of(stream.topic(), stream.deadLetterTopic()))
                .collect(Collectors.toSet());
        consumer.assign(consumer.listTopics().entrySet().stream()
                .filter(topic -> wanted.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** Leaves out people's decisions about dead letters, which are no events. */
    private List<ConsumerRecord<byte[], byte[]>> pollEvents() {
        List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.headers().lastHeader(LetterHeaders.SETTLED) == null) {
                events.add(record);
            }
        }
        return events;
    }

    private static void talkToKafka(Runnable talk) {
        try {
            talk.run();
        } catch (KafkaException e) {
            throw new PartFailedException("Kafka does not answer: " + e.getMessage(), e);
        }
    }
}
