#!/usr/bin/env bash
# Kafka 4.3.0: a broker that refuses one record (here: without a key, on a compacted topic) refuses its whole batch. The
# producer hands the refused record an InvalidRecordException. It hands the others a plain KafkaException, which is no
# ApiException and not retriable, and sends none of them again, although each is taken when it comes alone.
# Seen: two healthy records and one without a key in one batch; nothing of it in the topic; both healthy ones taken alone.
# Source: seen by running it; KIP-467 describes the errors of single records.
. "$(dirname "$0")/lib.sh"
artifacts org.apache.kafka:kafka_2.13:4.3.0 org.slf4j:slf4j-nop:1.7.36
cat >"$WORK/server.properties" <<CONF
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:39092,CONTROLLER://127.0.0.1:39093
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=127.0.0.1:39093
log.dirs=$WORK/data
offsets.topic.replication.factor=1
CONF
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
"$java" -cp "$WORK/lib/*" org.apache.kafka.tools.StorageTool format --standalone -t cmlkZXdpcmUtbG9jYWwtMQ \
  -c "$WORK/server.properties" >/dev/null 2>&1 ||
  "$java" -cp "$WORK/lib/*" kafka.tools.StorageTool format --standalone -t cmlkZXdpcmUtbG9jYWwtMQ \
    -c "$WORK/server.properties" >/dev/null
"$java" -Xmx256m -cp "$WORK/lib/*" kafka.Kafka "$WORK/server.properties" >"$WORK/kafka.log" 2>&1 &
broker=$!
trap 'kill $broker; wait $broker || true; rm -rf "$WORK"' EXIT
shows "healthy: KafkaException, retriable: false
refused: InvalidRecordException
healthy: KafkaException, retriable: false
alone: taken
alone: taken" <<'JAVA'
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringSerializer;

class Finding {
    public static void main(String[] args) throws Exception {
        Map<String, Object> server = Map.of("bootstrap.servers", "127.0.0.1:39092");
        try (var admin = Admin.create(server)) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")))).all().get();
        }
        var settings = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:39092", "linger.ms", 2000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> batch = new ArrayList<>();
            batch.add(producer.send(new ProducerRecord<>("t", "a", "healthy")));
            batch.add(producer.send(new ProducerRecord<>("t", 0, null, "refused")));
            batch.add(producer.send(new ProducerRecord<>("t", "b", "healthy")));
            tell("healthy", batch.get(0));
            tell("refused", batch.get(1));
            tell("healthy", batch.get(2));
            for (var key : List.of("a", "b")) {
                producer.send(new ProducerRecord<>("t", key, "healthy")).get();
                System.out.println("alone: taken");
            }
        }
    }

    private static void tell(String record, Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            System.out.println(record + ": taken");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            System.out.println(record + ": " + cause.getClass().getSimpleName()
                    + (record.equals("healthy") ? ", retriable: " + (cause instanceof RetriableException) : ""));
        }
    }
}
JAVA
