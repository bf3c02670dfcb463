package dev.ridewire.messaging.inbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The inbox's statements, for tests that look at them in a service's database. */
public final class InboxStatements {
    private InboxStatements() {}

    /** As for a poll. */
    public static Mono<Map<UUID, Boolean>> admit(
            DatabaseClient database, String consumer, List<? extends ReceivedEvent<?>> events) {
        return new Inbox(database).admit(consumer, events);
    }

    /** As for a consumer that begins. */
    public static Mono<Boolean> hasApplied(DatabaseClient database, String consumer) {
        return new Inbox(database).hasApplied(consumer);
    }
}
