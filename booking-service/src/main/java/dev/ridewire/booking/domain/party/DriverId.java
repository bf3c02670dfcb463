package dev.ridewire.booking.domain.party;

import java.util.Objects;

/** Names a driver: the subject in the identity provider. */
public record DriverId(String value) {
    public DriverId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("driver id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
