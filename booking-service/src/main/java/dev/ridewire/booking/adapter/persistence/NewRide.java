package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.service.batch.BatchedCommand;
import java.time.Instant;
import java.util.Objects;

/**
 * A new ride with its key and event.
 *
 * @param now a key that expired before this time may be used again
 */
record NewRide(Ride ride, IdempotencyKey key, Instant now, OutboxEntry event) implements BatchedCommand {
    /** The columns beside payload and note. */
    private static final int ROUGHLY = 1_000;
    private static final int BYTES_PER_CHARACTER = 4;

    NewRide {
        Objects.requireNonNull(ride, "ride");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(event, "event");
        if (ride.version() != 1 || !ride.excludedDrivers().isEmpty()
                || !ride.stateChangedAt().equals(ride.requestedAt())) {
            throw new IllegalArgumentException("ride %s is not new: version %d (expected: 1)"
                    .formatted(ride.id(), ride.version()));
        }
    }

    /** Returns the rider, of whom an earlier request decides about a later one. */
    @Override
    public Object conflictKey() {
        return ride.order().rider();
    }

    @Override
    public int bytes() {
        String note = ride.order().note();
        return ROUGHLY + event.envelope().payload().size() + (note == null ? 0 : note.length() * BYTES_PER_CHARACTER);
    }
}
