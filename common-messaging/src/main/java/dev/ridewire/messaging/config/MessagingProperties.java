package dev.ridewire.messaging.config;

import dev.ridewire.messaging.inbox.InboxProperties;
import dev.ridewire.messaging.kafka.TopicProperties;
import dev.ridewire.messaging.outbox.OutboxProperties;
import dev.ridewire.messaging.relay.RelayProperties;
import dev.ridewire.messaging.telemetry.TelemetryProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings for storing, sending and receiving events. */
@ConfigurationProperties("ridewire.messaging")
public record MessagingProperties(
        @DefaultValue OutboxProperties outbox,
        @DefaultValue RelayProperties relay,
        @DefaultValue InboxProperties inbox,
        @DefaultValue TopicProperties topics,
        @DefaultValue TelemetryProperties telemetry) {}
