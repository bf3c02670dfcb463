package dev.ridewire.dispatch.adapter.web.shift;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.dispatch.domain.shift.Vehicle;

/** A car, as clients see it. */
record VehicleResource(@JsonProperty("class") String vehicleClass, String plate, String model) {
    static VehicleResource of(Vehicle vehicle) {
        return new VehicleResource(vehicle.vehicleClass(), vehicle.plate(), vehicle.model());
    }
}
