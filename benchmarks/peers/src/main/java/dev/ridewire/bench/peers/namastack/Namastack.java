package dev.ridewire.bench.peers.namastack;

import dev.ridewire.bench.peers.PeerApplications;
import dev.ridewire.bench.peers.TransactionRecorder;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import dev.ridewire.bench.relay.contender.Peer;
import io.namastack.outbox.Outbox;
import io.namastack.outbox.OutboxProcessingScheduler;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.support.serializer.JacksonJsonSerializer;

/**
 * Namastack Outbox on JDBC. A stop ends only its poller and not the application, so that events can still be scheduled.
 */
public final class Namastack implements Peer.Application {
    private static final String TABLES = "schema/postgres/outbox-tables.sql";
    private static final Map<String, Object> SETTINGS = Map.of(
            "namastack.outbox.jdbc.schema-initialization.enabled", "false",
            // By default it polls every two seconds for ten keys: 5 keys/s, and two seconds late.
            "namastack.outbox.polling.fixed.interval", "20ms",
            "namastack.outbox.polling.batch-size", "500",
            "spring.kafka.producer.value-serializer", JacksonJsonSerializer.class.getName());

    private @Nullable ConfigurableApplicationContext application;
    private @Nullable Place home;

    @Override
    public synchronized AutoCloseable start(Place place) {
        if (application != null && !place.equals(home)) {
            application.close();
            application = null;
        }
        if (application == null) {
            PeerApplications.makeTables(place, TABLES);
            application = PeerApplications.start(NamastackApplication.class, place, SETTINGS);
            home = place;
        }
        var poller = application.getBean(OutboxProcessingScheduler.class);
        poller.start();
        return poller::stop;
    }

    @Override
    public synchronized Recorder recorder(Place place) {
        var running = Objects.requireNonNull(application, "application");
        var outbox = running.getBean(Outbox.class);
        return new TransactionRecorder(running,
                event -> outbox.schedule(SomethingHappened.of(event), event.aggregateId()));
    }
}
