package dev.ridewire.stack.letters;

import dev.ridewire.messaging.deadletter.SetAsideEvent;
import dev.ridewire.messaging.deadletter.SetAsideEvents;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.home.Secrets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events that Kafka refused, in the databases of the services that wanted to send them. */
public final class RefusedEvents {
    private static final int MOST = 10_000;

    private final Map<String, ServiceDatabase> databases;

    private RefusedEvents(Map<String, ServiceDatabase> databases) {
        this.databases = Collections.unmodifiableMap(databases);
    }

    /** Returns the refused events of the services that run in a stack. */
    public static RefusedEvents of(RunningStack stack, Home home) {
        var secrets = new Secrets(home);
        var databases = new TreeMap<String, ServiceDatabase>();
        for (Part part : stack.parts()) {
            switch (part) {
                case BOOKING, DISPATCH, TRACKING -> databases.put(part.label(), new ServiceDatabase(
                        Ports.HOST, stack.ports().postgres(), part.label(), part.label(),
                        secrets.get(part.label() + "-owner-password"), secrets.get(part.label() + "-app-password")));
                case POSTGRES, KAFKA, ZIPKIN -> {}
            }
        }
        return new RefusedEvents(databases);
    }

    /** Returns a reader for commands that can't reach any database. */
    public static RefusedEvents unreachable() {
        return new RefusedEvents(Map.of());
    }

    /** An action in a database. */
    private interface Work<T> {
        T in(SetAsideEvents events) throws SQLException;
    }

    public boolean canBeReached() {
        return !databases.isEmpty();
    }

    /** Returns the oldest refused events of every service. */
    public List<LetterView> list() {
        return databases.keySet().stream()
                .flatMap(service -> connected(service, events -> events.list(MOST)).stream()
                        .map(event -> LetterView.of(service, event)))
                .toList();
    }

    public Optional<LetterView> find(RefusedId id) {
        Optional<SetAsideEvent> found = connected(id.service(), events -> events.find(id.event()));
        return found.map(event -> LetterView.of(id.service(), event));
    }

    /** Moves an event back into the outbox, so that the relay tries again; false if the service does not keep it. */
    public boolean redrive(RefusedId id) {
        return connected(id.service(), events -> events.redrive(id.event()));
    }

    /** Deletes an event; false if the service does not keep it. */
    public boolean discard(RefusedId id) {
        return connected(id.service(), events -> events.discard(id.event()));
    }

    private <T> T connected(String service, Work<T> work) {
        var database = databases.get(service);
        if (database == null) {
            throw new PartFailedException("The database of " + service
                    + " can't be reached from here; only that of a stack started by ./ridewire up can.");
        }
        try (var events = SetAsideEvents.connect(database.jdbcUrl(), database.appUser(), database.appPassword())) {
            return work.in(events);
        } catch (SQLException e) {
            throw new PartFailedException("The database of " + service + " does not answer: " + e.getMessage(), e);
        }
    }
}
