package dev.ridewire.bench.relay;

import dev.ridewire.parts.ServiceDatabase;

/**
 * The database and topic of a contender.
 *
 * @param database its own, on the PostgreSQL that all share
 * @param kafka    bootstrap servers of the Kafka that all share
 * @param topic    its own
 */
public record Place(ServiceDatabase database, String kafka, String topic) {
    /** Returns the same database through another port, which counts round trips. */
    Place through(int port) {
        return new Place(new ServiceDatabase(database.host(), port, database.name(), database.service(),
                database.ownerPassword(), database.appPassword()), kafka, topic);
    }
}
