package dev.ridewire.bench.relay.contender;

import dev.ridewire.bench.relay.Contender;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * The baseline: one thread that blocks on pgjdbc's replication stream, decodes inserts by hand and sends without
 * waiting. It has no failover, no watermark, no refused events, no traces and no metrics. It sends the same records as
 * our relay.
 */
public final class RawReader implements Contender {
    /** The microseconds from the Unix epoch to PostgreSQL's epoch, 2000-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;
    private static final byte[] SPEC_VERSION = utf8("1.0");
    private static final byte[] CONTENT_TYPE = utf8("application/protobuf");

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String description() {
        return "pgjdbc's replication stream, decoded by hand, pipelined sends: the floor";
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
    public AutoCloseable start(Place place) throws SQLException {
        var properties = new Properties();
        PGProperty.USER.set(properties, place.database().appUser());
        PGProperty.PASSWORD.set(properties, place.database().appPassword());
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        var connection = DriverManager.getConnection(place.database().jdbcUrl(), properties);
        var stream = connection.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
                .withSlotName(place.database().slot())
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", place.database().slot())
                .withSlotOption("binary", true)
                .withStatusInterval(1, TimeUnit.SECONDS)
                .start();
        var producer = new KafkaProducer<>(Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, place.kafka(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.LINGER_MS_CONFIG, 0), new ByteArraySerializer(), new ByteArraySerializer());
        var reading = new Reading(stream, producer);
        var thread = Thread.ofPlatform().daemon().name("raw-reader").start(reading);
        return () -> {
            reading.running = false;
            producer.flush();
            stream.setFlushedLSN(LogSequenceNumber.valueOf(reading.acknowledged.get()));
            stream.forceUpdateStatus();
            // The reader waits in a read that ends only with the connection.
            connection.abort(Runnable::run);
            thread.join();
            producer.close();
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Reading implements Runnable {
        private final PGReplicationStream stream;
        private final KafkaProducer<byte[], byte[]> producer;
        private final AtomicLong acknowledged = new AtomicLong();
        private volatile boolean running = true;
        private long commit;

        Reading(PGReplicationStream stream, KafkaProducer<byte[], byte[]> producer) {
            this.stream = stream;
            this.producer = producer;
        }

        @Override
        public void run() {
            try {
                while (running) {
                    var message = stream.read();
                    if (message != null) {
                        take(message);
                        var flushed = LogSequenceNumber.valueOf(acknowledged.get());
                        stream.setFlushedLSN(flushed);
                        stream.setAppliedLSN(flushed);
                    }
                }
            } catch (SQLException e) {
                if (running) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void take(ByteBuffer message) {
            switch (message.get()) {
                case 'B' -> commit = message.getLong();
                case 'I' -> send(message);
                default -> {
                    // The reader skips commits and relations.
                }
            }
        }

        /** The columns in the order of the table. */
        private void send(ByteBuffer message) {
            message.position(message.position() + Integer.BYTES + 1 + Short.BYTES);
            var id = ByteBuffer.wrap(column(message));
            var topic = new String(column(message), StandardCharsets.UTF_8);
            var aggregate = column(message);
            var type = column(message);
            var source = column(message);
            var version = ByteBuffer.wrap(column(message)).getLong();
            var occurredAt = ByteBuffer.wrap(column(message)).getLong() + EPOCH_MICROS;
            var payload = column(message);
            var traceparent = column(message);

            var event = new ProducerRecord<>(topic, aggregate, payload);
            event.headers()
                    .add("ce_specversion", SPEC_VERSION)
                    .add("ce_id", utf8(new UUID(id.getLong(), id.getLong()).toString()))
                    .add("ce_source", source)
                    .add("ce_type", type)
                    .add("content-type", CONTENT_TYPE)
                    .add("ce_subject", aggregate)
                    .add("ce_time", utf8(Instant.ofEpochSecond(occurredAt / 1_000_000, occurredAt % 1_000_000 * 1_000)
                            .toString()))
                    .add("ce_sequence", utf8(Long.toString(version)))
                    .add("traceparent", traceparent);
            long end = commit;
            // The acknowledgements of each partition come in order. Across partitions, this confirms events too early
            // for a real relay.
            producer.send(event, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.accumulateAndGet(end, Math::max);
                }
            });
        }

        private static byte[] column(ByteBuffer message) {
            byte kind = message.get();
            if (kind == 'n') {
                return new byte[0];
            }
            var value = new byte[message.getInt()];
            message.get(value);
            return value;
        }
    }
}
