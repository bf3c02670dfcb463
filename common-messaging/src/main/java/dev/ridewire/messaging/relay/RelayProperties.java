package dev.ridewire.messaging.relay;

import dev.ridewire.service.database.DatabaseProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the way from the WAL to Kafka.
 *
 * @param slot         the replication slot; {@code <database>_outbox} unless told, for slots are named once a server
 * @param reader       what reads the WAL; docs/adr/0017 tells why there are two
 * @param pollInterval how long Debezium, if it reads, waits for more before it hands a batch over. Its own 500 ms are
 *                     latency for nothing; but it spins through the last millisecond of each wait, so 5 ms cost 15 % of
 *                     an idle core and 10 ms half of that
 * @param heartbeat    how often an idle database is written to, so that the slot lets go of its neighbours' WAL
 * @param maxSilence   after which an engine that reads not even heartbeats is rebuilt
 * @param maxInFlight  events sent and not yet acknowledged
 * @param topicPatience how long the events of a topic that does not exist, or may not be written to, hold up all
 *                     others; then they are set aside. A topic is made within seconds of its service's start. As long
 *                     an event is sent again whose time Kafka refuses because its clock and ours differ
 * @param confirm      how often the watermark is written and the slot confirmed; a crash repeats that much at most
 * @param lease        after which an instance that is paused or cut off from the database has lost its turn to another;
 *                     one that dies has lost it at once
 * @param maxBackoff   between attempts to bring a dead engine back
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
        /** PostgreSQL's driver, on one thread that sleeps until there is something. */
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
