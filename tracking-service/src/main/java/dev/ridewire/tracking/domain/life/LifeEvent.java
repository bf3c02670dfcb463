package dev.ridewire.tracking.domain.life;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of an aggregate in the life of a ride.
 *
 * @param type       the fact's name in the contract, for example {@code OfferMade}
 * @param rideId     null for a driver's event that names no ride
 * @param occurredAt by the clock of the service that published it
 * @param traceId    32 hexadecimal digits; null where nothing was traced
 */
public record LifeEvent(
        UUID id,
        Aggregate aggregate,
        String aggregateId,
        long version,
        String type,
        @Nullable UUID rideId,
        Instant occurredAt,
        @Nullable String traceId,
        Facts facts) {
    public LifeEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(aggregate, "aggregate");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(facts, "facts");
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1 or more)");
        }
    }
}
