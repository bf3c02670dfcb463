package dev.ridewire.messaging.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The topics this service makes. Topics that are there already stay as they are. */
public record TopicProperties(
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replication,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("30d") Duration deadLetterRetention,
        @DefaultValue("1h") Duration telemetryRetention,
        @DefaultValue("5s") Duration maxBackoff) {}
