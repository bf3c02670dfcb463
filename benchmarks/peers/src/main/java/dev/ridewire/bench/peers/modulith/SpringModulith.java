package dev.ridewire.bench.peers.modulith;

import dev.ridewire.bench.peers.PeerApplications;
import dev.ridewire.bench.peers.TransactionRecorder;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import dev.ridewire.bench.relay.contender.Peer;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Spring Modulith's event publication registry in PostgreSQL and its externalization to Kafka, at their defaults. An
 * event is sent from memory after the commit; the registry keeps unfinished publications, so that they can be
 * resubmitted.
 */
public final class SpringModulith implements Peer.Application {
    private static final String TABLES = "org/springframework/modulith/events/jdbc/schemas/v2/schema-postgresql.sql";

    private @Nullable ConfigurableApplicationContext running;

    @Override
    public synchronized AutoCloseable start(Place place) {
        PeerApplications.makeTables(place, TABLES);
        var application = PeerApplications.start(ModulithApplication.class, place, Map.of());
        var resubmission = Resubmission.begin(application);
        running = application;
        return () -> {
            resubmission.close();
            stop(application);
        };
    }

    private synchronized void stop(ConfigurableApplicationContext application) {
        running = null;
        application.close();
    }

    @Override
    public synchronized Recorder recorder(Place place) throws SQLException {
        var application = running;
        return application == null
                ? new FailedPublications(place)
                : new TransactionRecorder(application,
                        event -> application.publishEvent(SomethingHappened.of(event)));
    }
}
