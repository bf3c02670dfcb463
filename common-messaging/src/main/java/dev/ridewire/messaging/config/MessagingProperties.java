package dev.ridewire.messaging.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How events are kept, sent and received. */
@ConfigurationProperties("ridewire.messaging")
public record MessagingProperties(
        @DefaultValue Outbox outbox,
        @DefaultValue Relay relay,
        @DefaultValue Inbox inbox,
        @DefaultValue Topics topics,
        @DefaultValue Telemetry telemetry) {
    /**
     * Published rows that are kept for republishing and for people who ask what was sent.
     *
     * @param daysAhead   partitions made in advance; as many days may maintenance fail unnoticed
     * @param maintenance how often partitions and the inbox are looked after
     */
    public record Outbox(
            @DefaultValue("3d") Duration retention,
            @DefaultValue("3") int daysAhead,
            @DefaultValue("1h") Duration maintenance) {}

    /**
     * From the WAL to Kafka.
     *
     * @param slot         the replication slot; {@code <database>_outbox} unless told, for slots are named once a server
     * @param pollInterval how long Debezium waits for more before it hands a batch over; its 500 ms are latency for nothing
     * @param heartbeat    how often an idle database is written to, so that the slot lets go of its neighbours' WAL
     * @param maxSilence   after which an engine that reads not even heartbeats is rebuilt
     * @param maxInFlight  events sent and not yet acknowledged
     * @param confirm      how often the watermark is written and the slot confirmed; a crash repeats that much at most
     * @param maxBackoff   between attempts to bring a dead engine back
     */
    public record Relay(
            @DefaultValue("true") boolean enabled,
            @Nullable String slot,
            @DefaultValue("5ms") Duration pollInterval,
            @DefaultValue("5s") Duration heartbeat,
            @DefaultValue("30s") Duration maxSilence,
            @DefaultValue("10000") int maxInFlight,
            @DefaultValue("500ms") Duration confirm,
            @DefaultValue("5s") Duration maxBackoff) {}

    /**
     * From Kafka to the service.
     *
     * @param concurrency    listener threads of each consumer
     * @param transaction    how long a poll's transaction may take
     * @param attempts       tries of a failing event before it becomes a dead letter
     * @param attemptBackoff between them
     * @param maxBackoff     between tries while the database or Kafka is away; those have no end
     * @param retention      of the ids of seen events; longer than topics keep events and people take to redrive them
     */
    public record Inbox(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2") int concurrency,
            @DefaultValue("500") int maxPollRecords,
            @DefaultValue("20s") Duration transaction,
            @DefaultValue("3") int attempts,
            @DefaultValue("100ms") Duration attemptBackoff,
            @DefaultValue("5s") Duration maxBackoff,
            @DefaultValue("45d") Duration retention) {}

    /** The topics this service makes. */
    public record Topics(
            @DefaultValue("6") int partitions,
            @DefaultValue("1") short replication,
            @DefaultValue("7d") Duration retention,
            @DefaultValue("30d") Duration deadLetterRetention,
            @DefaultValue("1h") Duration telemetryRetention,
            @DefaultValue("5s") Duration maxBackoff) {}

    /** @param buffer events that wait for Kafka; more are dropped and counted */
    public record Telemetry(@DefaultValue("10000") int buffer) {}
}
