package dev.ridewire.messaging.relay.supervise;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of the relay for people and alerts. Readiness checks less: see {@link RelayReadiness}. */
public final class RelayHealth implements HealthIndicator {
    private final OutboxRelay relay;

    public RelayHealth(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        var state = relay.state();
        var health = switch (state) {
            case STREAMING, STANDBY -> Health.up();
            case STOPPED, STARTING, REPUBLISHING -> Health.down();
        };
        health.withDetail("state", state).withDetail("lagSeconds", relay.lag().toMillis() / 1000.0);
        var failure = relay.lastFailure();
        return failure == null ? health.build() : health.withDetail("lastFailure", failure).build();
    }
}
