#!/usr/bin/env bash
# cloudevents-kafka 4.0.1, binary mode: an event whose payload has 0 bytes comes back from Kafka's record without data.
# Protobuf encodes a message whose fields all have their defaults in 0 bytes, so such an event is valid, and its reader
# meets null where the writer put a message. Seen: data before: 0 bytes, data after: null.
# Source: seen by running it.
. "$(dirname "$0")/lib.sh"
artifacts io.cloudevents:cloudevents-kafka:4.0.1 org.apache.kafka:kafka-clients:4.3.0 org.slf4j:slf4j-nop:2.0.18
shows $'data before: 0 bytes\nrecord value: 0 bytes\ndata after: null' <<'JAVA'
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

class Finding {
    public static void main(String[] args) {
        var sent = CloudEventBuilder.v1().withId("1").withSource(URI.create("urn:writer")).withType("Happened")
                .withData("application/protobuf", new byte[0]).build();
        System.out.println("data before: " + sent.getData().toBytes().length + " bytes");
        var record = KafkaMessageFactory.<String>createWriter("topic").writeBinary(sent);
        System.out.println("record value: " + record.value().length + " bytes");
        var received = new ConsumerRecord<>("topic", 0, 0L, 0L, TimestampType.CREATE_TIME, 0, 0, "key", record.value(),
                record.headers(), Optional.empty());
        System.out.println("data after: " + KafkaMessageFactory.createReader(received).toEvent().getData());
    }
}
JAVA
