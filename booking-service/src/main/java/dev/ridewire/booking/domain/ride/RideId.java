package dev.ridewire.booking.domain.ride;

import java.util.Objects;
import java.util.UUID;

/** Names a ride. A UUIDv7, so that younger rides have greater ids. */
public record RideId(UUID value) {
    public RideId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
