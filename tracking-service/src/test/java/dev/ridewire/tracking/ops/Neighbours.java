package dev.ridewire.tracking.ops;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TopicExistsException;

/** The other services, as far as tracking sees them: they publish events. */
public final class Neighbours implements AutoCloseable {
    private final Producer<String, byte[]> producer;

    public Neighbours(String kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            for (var stream : EventStreams.all()) {
                makeTopic(admin, stream.topic());
            }
        }
        producer = new KafkaClients(Map.of("bootstrap.servers", kafka)).durableProducer("test-neighbours");
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

    public void tell(Story story) {
        tell(story.entries());
    }

    public void tell(List<OutboxEntry> entries) {
        entries.forEach(entry -> producer.send(EventRecords.toRecord(entry, entry.cause())));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
