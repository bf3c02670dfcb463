package dev.ridewire.messaging.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics this service makes. Topics that are there already stay as they are.
 *
 * @param replication how many brokers keep each record; the brokers' {@code default.replication.factor} unless set
 */
public record TopicProperties(
        @DefaultValue("6") int partitions,
        @Nullable Short replication,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("30d") Duration deadLetterRetention,
        @DefaultValue("1h") Duration telemetryRetention,
        @DefaultValue("5s") Duration maxBackoff) {}
