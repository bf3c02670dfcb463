package dev.ridewire.messaging.relay.supervise;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A part of readiness. An instance whose relay stays stalled would take commands whose events reach no other service.
 * Waiting for Kafka or standing by does not count as stalled. Up if there is no relay.
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
