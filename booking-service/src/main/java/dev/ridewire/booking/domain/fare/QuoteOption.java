package dev.ridewire.booking.domain.fare;

import java.util.Objects;

/** The price of one vehicle class. */
public record QuoteOption(VehicleClass vehicleClass, Fare fare) {
    public QuoteOption {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(fare, "fare");
    }
}
