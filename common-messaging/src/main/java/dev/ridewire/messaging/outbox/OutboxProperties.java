package dev.ridewire.messaging.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Published rows are kept for republishing and for people who ask what was sent.
 *
 * @param daysAhead   partitions made in advance: housekeeping may fail for this many days without harm
 * @param maintenance how often partitions and the inbox are looked after
 * @param setAsideRetention how long events that Kafka refuses wait for somebody to look at them
 */
public record OutboxProperties(
        @DefaultValue("3d") Duration retention,
        @DefaultValue("3") int daysAhead,
        @DefaultValue("1h") Duration maintenance,
        @DefaultValue("90d") Duration setAsideRetention) {}
