package dev.ridewire.messaging;

import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A service with one consumer, the topic it reads and its dead letters. */
final class ConsumingService implements AutoCloseable {
    static final String TOPIC = EventStreams.RIDES.topic();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_RECORD = 1_048_576;

    final TestService service;
    final RecordingConsumer consumer;
    private final Producer<String, byte[]> producer;
    private final TopicReader deadLetters;

    private ConsumingService(TestService service, RecordingConsumer consumer) {
        var kafka = TestParts.kafka().bootstrapServers();
        this.service = service;
        this.consumer = consumer;
        this.producer = new KafkaClients(Map.of("bootstrap.servers", kafka)).durableProducer("test");
        this.deadLetters = new TopicReader(kafka, EventStreams.RIDES.deadLetterTopic());
    }

    /** @param more Spring properties */
    static ConsumingService start(RecordingConsumer consumer, String... more) {
        return start(TestParts.postgres().freshDatabase("dispatch"), consumer, more);
    }

    static ConsumingService start(ServiceDatabase database, RecordingConsumer consumer, String... more) {
        var service = TestService.start(database, TestParts.kafka().bootstrapServers(),
                context -> context.registerBean(EventConsumer.class, () -> consumer), more);
        consumer.use(service.database());
        return new ConsumingService(service, consumer);
    }

    /** One after the other, so that their order holds in a topic that was just made too. */
    void send(OutboxEntry... entries) {
        for (var entry : entries) {
            send(EventRecords.toRecord(entry, entry.cause()));
        }
    }

    /** @return where it lies now */
    RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka did not take a record", e);
        }
    }

    /** As large as Kafka takes it, so that no header more has room beside it. */
    OutboxEntry sendLargestAsPoison() {
        var rideId = UUID.randomUUID().toString();
        consumer.hold();
        send(TestService.ride(UUID.randomUUID().toString(), 1));
        consumer.awaitHeld();
        for (int size = LARGEST_RECORD;; size -= 50) {
            var message = TestService.rideEvent(rideId, 1).toBuilder();
            message.getRideBuilder().setRiderId("r".repeat(size));
            var event = TestService.entry(
                    EventStreams.RIDES, UUID.randomUUID(), rideId, 1, message.build(), TraceContext.NONE);
            consumer.poisoned.add(event.envelope().id());
            if (takes(EventRecords.toRecord(event, event.cause()))) {
                consumer.release();
                return event;
            }
        }
    }

    private boolean takes(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("Kafka did not answer", e);
        }
    }

    /** Sends them so that they arrive as one poll: while the one before is being handled. */
    void sendAsOnePoll(List<OutboxEntry> entries) {
        consumer.hold();
        send(TestService.ride(UUID.randomUUID().toString(), 1));
        consumer.awaitHeld();
        send(entries.toArray(OutboxEntry[]::new));
        consumer.release();
    }

    /** In one batch to one partition: they arrive as one poll indeed, in this order. */
    void sendAsOneBatch(List<OutboxEntry> entries) {
        try (var batching = new KafkaProducer<>(Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestParts.kafka().bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG, 10_000, ProducerConfig.BATCH_SIZE_CONFIG, LARGEST_RECORD),
                new StringSerializer(), new ByteArraySerializer())) {
            entries.forEach(entry -> batching.send(recordOf(entry, 0)));
            batching.flush();
        }
    }

    /** Makes a record for a partition that the producer of the service would not choose. */
    static ProducerRecord<String, byte[]> recordOf(OutboxEntry entry, int partition) {
        var record = EventRecords.toRecord(entry, entry.cause());
        return new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers());
    }

    /** The version of the aggregate that was applied last; 0 for none. */
    long stored(OutboxEntry entry) {
        return stored(consumer.name(), entry.envelope().aggregateId());
    }

    long stored(String consumer, Object aggregateId) {
        return service.number(
                "select coalesce(max(version), 0) from inbox_version where consumer = '%s' and aggregate_id = '%s'"
                        .formatted(consumer, aggregateId));
    }

    void awaitStored(OutboxEntry entry) {
        await().atMost(PATIENCE).until(() -> stored(entry) == entry.envelope().version());
    }

    long seen(OutboxEntry entry) {
        return service.number("select count(*) from inbox where consumer = '%s' and event_id = '%s'"
                .formatted(consumer.name(), entry.envelope().id()));
    }

    /** This consumer's, of the aggregate. */
    List<ConsumerRecord<String, byte[]>> letters(OutboxEntry entry) {
        return letters(entry.envelope().aggregateId());
    }

    List<ConsumerRecord<String, byte[]>> letters(String key) {
        return deadLetters.of(key).stream()
                .filter(letter -> consumer.name().equals(
                        EventRecords.text(letter.headers(), "ridewire_dlt_consumer")))
                .toList();
    }

    ConsumerRecord<String, byte[]> awaitLetter(OutboxEntry entry) {
        return await().atMost(PATIENCE).until(() -> letters(entry), found -> !found.isEmpty()).getFirst();
    }

    /** The aggregates of those that this consumer has set aside, as often as it has. */
    List<String> setAside(List<OutboxEntry> entries) {
        var wanted = entries.stream().map(entry -> entry.envelope().aggregateId()).collect(Collectors.toSet());
        return deadLetters.all().stream()
                .filter(letter -> letter.key() != null && wanted.contains(letter.key()) && consumer.name().equals(
                        EventRecords.text(letter.headers(), "ridewire_dlt_consumer")))
                .map(ConsumerRecord::key).toList();
    }

    /** Reports whether all of them are applied, and nothing newer. */
    boolean haveApplied(List<OutboxEntry> entries) {
        return entries.stream().allMatch(entry -> stored(entry) == entry.envelope().version());
    }

    /** This consumer's, about the record that lies there. */
    List<ConsumerRecord<String, byte[]>> lettersAbout(RecordMetadata place) {
        return deadLetters.all().stream()
                .filter(letter -> consumer.name().equals(EventRecords.text(letter.headers(), "ridewire_dlt_consumer"))
                        && Integer.toString(place.partition())
                                .equals(EventRecords.text(letter.headers(), "ridewire_dlt_partition"))
                        && Long.toString(place.offset())
                                .equals(EventRecords.text(letter.headers(), "ridewire_dlt_offset")))
                .toList();
    }

    ConsumerRecord<String, byte[]> awaitLetterAbout(RecordMetadata place) {
        return await().atMost(PATIENCE).until(() -> lettersAbout(place), found -> !found.isEmpty()).getFirst();
    }

    double outcomes(String outcome) {
        return service.count("ridewire.inbox.events", "consumer", consumer.name(), "outcome", outcome);
    }

    /** The spans in which this consumer met the event. */
    List<SpanData> spans(OutboxEntry entry) {
        return service.spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().startsWith("process"))
                .filter(span -> span.getAttributes().asMap().containsValue(entry.envelope().id().toString()))
                .toList();
    }

    /** Rides of their own, in their first version. */
    static List<OutboxEntry> rides(int count) {
        return IntStream.range(0, count).mapToObj(i -> TestService.ride(UUID.randomUUID().toString(), 1)).toList();
    }

    @Override
    public void close() {
        deadLetters.close();
        producer.close(Duration.ofSeconds(1));
        service.close();
    }
}
