package dev.ridewire.messaging.config;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Housekeeping's statements, for tests that look at them in a service's database. */
public final class HousekeepingStatements {
    private HousekeepingStatements() {}

    /** All of them, once. */
    public static Mono<Boolean> keep(DatabaseClient database, MessagingProperties properties) {
        return new Housekeeping(database, properties).keep();
    }
}
