package dev.ridewire.messaging.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A part of readiness: an instance whose relay is stalled for good takes commands that nobody else in the system would
 * hear of. A Kafka that is away is no such stall, nor is standing by. Up if there is no relay.
 */
public final class RelayReadiness implements HealthIndicator {
    private final @Nullable OutboxRelay relay;

    public RelayReadiness(@Nullable OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        if (relay == null) {
            return Health.up().build();
        }
        return (relay.showsLife() ? Health.up() : Health.down()).withDetail("state", relay.state()).build();
    }
}
