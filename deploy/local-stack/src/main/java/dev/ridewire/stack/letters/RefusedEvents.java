package dev.ridewire.stack.letters;

import dev.ridewire.messaging.deadletter.SetAsideEvent;
import dev.ridewire.messaging.deadletter.SetAsideEvents;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.ServiceDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events that Kafka refused, in the databases of the services that wanted to send them. */
public final class RefusedEvents {
    private static final int MOST = 10_000;

    private final Map<String, ServiceDatabase> databases;

    /** @param databases by service; empty where none can be reached */
    public RefusedEvents(Map<String, ServiceDatabase> databases) {
        this.databases = new TreeMap<>(databases);
    }

    /** Something to be done in a database. */
    private interface Work<T> {
        T in(SetAsideEvents events) throws SQLException;
    }

    public boolean canBeReached() {
        return !databases.isEmpty();
    }

    /** The oldest of every service. */
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

    /** Back into the outbox, so that the relay tries again; false if it is not there. */
    public boolean redrive(RefusedId id) {
        return connected(id.service(), events -> events.redrive(id.event()));
    }

    /** False if it is not there. */
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
