package dev.ridewire.messaging.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
public record InboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2") int concurrency,
        @DefaultValue("500") int maxPollRecords,
        @DefaultValue("20s") Duration transaction,
        @DefaultValue("3") int attempts,
        @DefaultValue("100ms") Duration attemptBackoff,
        @DefaultValue("5s") Duration maxBackoff,
        @DefaultValue("45d") Duration retention) {}
