package dev.ridewire.bench.relay.contender;

import dev.ridewire.bench.relay.Contender;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * Debezium's engine as its documentation shows it: untuned. It sends each batch, waits for it, and then confirms it.
 */
public final class DebeziumDefaults implements Contender {
    @Override
    public String name() {
        return "debezium_defaults";
    }

    @Override
    public String description() {
        return "Debezium's embedded engine at its defaults, batch by batch";
    }

    @Override
    public void prepare(Place place) {
        Outbox.migrate(place);
    }

    @Override
    public Recorder recorder(Place place) throws SQLException {
        return Outbox.recorder(place);
    }

    @Override
    public AutoCloseable start(Place place) {
        var producer = new KafkaProducer<>(Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, place.kafka()), new ByteArraySerializer(),
                new ByteArraySerializer());
        var engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(configuration(place))
                .notifying((records, committer) -> {
                    List<Future<RecordMetadata>> sent = records.stream().flatMap(event -> send(event, producer))
                            .toList();
                    for (var future : sent) {
                        try {
                            future.get();
                        } catch (java.util.concurrent.ExecutionException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    for (var event : records) {
                        committer.markProcessed(event);
                    }
                    committer.markBatchFinished();
                })
                .build();
        var thread = Thread.ofPlatform().daemon().name("debezium").start(engine);
        return () -> {
            engine.close();
            thread.join();
            producer.close();
        };
    }

    /** Only the settings that it needs to find the slot; none about batches, queues and pauses. */
    private static Properties configuration(Place place) {
        var database = place.database();
        var p = new Properties();
        p.put("name", "bench");
        p.put("topic.prefix", "bench");
        p.put("connector.class", PostgresConnector.class.getName());
        p.put("database.hostname", database.host());
        p.put("database.port", Integer.toString(database.port()));
        p.put("database.dbname", database.name());
        p.put("database.user", database.appUser());
        p.put("database.password", database.appPassword());
        p.put("plugin.name", "pgoutput");
        p.put("offset.storage", MemoryOffsetBackingStore.class.getName());
        p.put("snapshot.mode", "no_data");
        p.put("slot.name", database.slot());
        p.put("publication.name", database.slot());
        p.put("publication.autocreate.mode", "disabled");
        p.put("publish.via.partition.root", "true");
        p.put("table.include.list", "public.outbox");
        // This interval also confirms sent events. With the default of a minute, a drain would begin with all earlier
        // events.
        p.put("offset.flush.interval.ms", "500");
        return p;
    }

    private static Stream<Future<RecordMetadata>> send(
            RecordChangeEvent<SourceRecord> change, KafkaProducer<byte[], byte[]> producer) {
        if (!(change.record().value() instanceof Struct value) || value.schema().field("after") == null) {
            return Stream.empty();
        }
        var row = value.getStruct("after");
        var event = new ProducerRecord<>(row.getString("topic"), utf8(row.getString("aggregate_id")),
                bytes(row.get("payload")));
        event.headers()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(row.getString("id")))
                .add("ce_source", utf8(row.getString("source")))
                .add("ce_type", utf8(row.getString("type")))
                .add("content-type", utf8("application/protobuf"))
                .add("ce_subject", utf8(row.getString("aggregate_id")))
                .add("ce_time", utf8(row.getString("occurred_at")))
                .add("ce_sequence", utf8(Long.toString(row.getInt64("version"))))
                .add("traceparent", utf8(row.getString("traceparent")));
        return Stream.of(producer.send(event));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        var buffer = ((ByteBuffer) value).duplicate();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
