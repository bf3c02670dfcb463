package dev.ridewire.messaging.telemetry;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events that may be lost.
 *
 * @param buffer     events that wait for Kafka; of more, the oldest are dropped and counted
 * @param maxBackoff of a broadcast consumer whose Kafka is away
 */
public record TelemetryProperties(@DefaultValue("10000") int buffer, @DefaultValue("5s") Duration maxBackoff) {}
