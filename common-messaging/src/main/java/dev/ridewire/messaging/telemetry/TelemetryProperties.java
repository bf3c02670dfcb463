package dev.ridewire.messaging.telemetry;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings for events that may be lost.
 *
 * @param buffer     the most events that wait for Kafka; beyond it, the oldest are dropped and counted
 * @param maxBackoff the longest pause of a broadcast consumer while Kafka is away
 */
public record TelemetryProperties(@DefaultValue("10000") int buffer, @DefaultValue("5s") Duration maxBackoff) {}
