package dev.ridewire.messaging.relay;

import dev.ridewire.service.database.DatabaseProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the relay from the WAL to Kafka.
 *
 * @param slot         the replication slot; {@code <database>_outbox} unless set; a slot's name is unique in a server
 * @param reader       what reads the WAL; docs/adr/0017 tells why there are two
 * @param pollInterval how long Debezium, if it is the reader, waits for more events before it hands over a batch. Its
 *                     default of 500 ms adds that much latency. It spins through the last millisecond of each wait, so
 *                     5 ms cost 15 % of an idle core and 10 ms half of that
 * @param heartbeat    how often the relay writes to an idle database, so that the slot does not retain the WAL of other
 *                     databases
 * @param maxSilence   the time after which an engine that does not even read heartbeats is replaced
 * @param maxInFlight  the most events that are sent and not yet acknowledged
 * @param topicPatience how long events of a topic that does not exist, or may not be written to, hold up all others;
 *                     then they are set aside. Services create their topics within seconds of their start. An event
 *                     whose timestamp Kafka refuses, because the clocks differ, is retried for the same time
 * @param confirm      how often the watermark is written and the slot confirmed; after a crash, at most the events of
 *                     this interval are sent again
 * @param lease        the time after which an instance that is paused or cut off from the database loses the lead; one
 *                     that dies loses it at once
 * @param maxBackoff   the longest pause before a failed engine is restarted
 */
public record RelayProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String slot,
        @DefaultValue("pgjdbc") Reader reader,
        @DefaultValue("10ms") Duration pollInterval,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("30s") Duration maxSilence,
        @DefaultValue("10000") int maxInFlight,
        @DefaultValue("1m") Duration topicPatience,
        @DefaultValue("500ms") Duration confirm,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("5s") Duration maxBackoff) {
    /** The reader of the WAL. */
    public enum Reader {
        /** PostgreSQL's JDBC driver, on one thread that sleeps until the server sends something. */
        PGJDBC,
        /** Debezium's embedded engine. */
        DEBEZIUM
    }

    /** The replication slot's name. */
    public String slotOf(DatabaseProperties database) {
        return slot == null ? outboxOf(database) : slot;
    }

    /** The publication's name. */
    public String publicationOf(DatabaseProperties database) {
        return outboxOf(database);
    }

    private static String outboxOf(DatabaseProperties database) {
        return database.name().replaceAll("[^a-z0-9_]", "_") + "_outbox";
    }
}
