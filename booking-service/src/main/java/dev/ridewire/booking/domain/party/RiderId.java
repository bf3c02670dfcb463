package dev.ridewire.booking.domain.party;

import java.util.Objects;

/** Names a rider: the subject in the identity provider. */
public record RiderId(String value) {
    public RiderId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("rider id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
