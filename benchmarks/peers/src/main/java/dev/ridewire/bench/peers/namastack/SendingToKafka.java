package dev.ridewire.bench.peers.namastack;

import io.namastack.outbox.annotation.OutboxHandler;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * The handler. It waits for the acknowledgement, as the library's own Kafka handler does, and the library retries after
 * an exception.
 */
@Component
public class SendingToKafka {
    private static final int PATIENCE_SECONDS = 30;

    private final KafkaTemplate<String, SomethingHappened> kafka;
    private final String topic;

    SendingToKafka(KafkaTemplate<String, SomethingHappened> kafka, @Value("${bench.topic}") String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    @OutboxHandler
    public void handle(SomethingHappened event) throws ExecutionException, InterruptedException, TimeoutException {
        kafka.send(topic, event.aggregateId(), event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
