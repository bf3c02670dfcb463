package dev.ridewire.tracking;

import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Writes events to topics as another service does, and fails if Kafka does not take one. */
public final class TopicWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Producer<String, byte[]> producer;

    /** Makes the topics, and waits until the producer knows them: it gives up an event of an unknown topic at once. */
    public TopicWriter(String kafka, List<? extends EventStream<?>> streams) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            streams.forEach(stream -> makeTopic(admin, stream.topic()));
        }
        producer = new KafkaClients(Map.of("bootstrap.servers", kafka)).durableProducer("test-writer");
        streams.forEach(stream -> await().atMost(PATIENCE).ignoreException(TimeoutException.class)
                .until(() -> !producer.partitionsFor(stream.topic()).isEmpty()));
    }

    /** Writes an event that a trace caused, and waits until Kafka has it. */
    public void write(OutboxEntry entry, TraceContext cause) {
        requireTaken(producer.send(EventRecords.toRecord(entry, cause))::get);
    }

    /** Writes events in this order, and waits until Kafka has them. */
    public void write(List<OutboxEntry> entries) {
        entries.stream().map(entry -> producer.send(EventRecords.toRecord(entry, entry.cause()))).toList()
                .forEach(sent -> requireTaken(sent::get));
    }

    private interface Wait {
        Object end() throws InterruptedException, ExecutionException;
    }

    private static void requireTaken(Wait wait) {
        try {
            wait.end();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka did not take an event", e);
        }
    }

    private static void makeTopic(Admin admin, String topic) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, 6, (short) 1))).all().get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
