package dev.ridewire.booking.domain;

import java.util.Objects;

/** What one vehicle class would cost. */
public record QuoteOption(VehicleClass vehicleClass, Fare fare) {
    public QuoteOption {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(fare, "fare");
    }
}
