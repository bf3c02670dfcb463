package dev.ridewire.dispatch.adapter.messaging;

import com.google.protobuf.Timestamp;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.events.type.v1.Vehicle;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;

/** Values that both of dispatch's streams share, as the contract writes them. */
final class Contract {
    private Contract() {}

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    }

    static Place place(GeoPoint point) {
        return Place.newBuilder().setLat(point.lat()).setLng(point.lng()).build();
    }

    static Vehicle vehicle(dev.ridewire.dispatch.domain.shift.Vehicle vehicle) {
        return Vehicle.newBuilder().setVehicleClass(vehicle.vehicleClass()).setPlate(vehicle.plate())
                .setModel(vehicle.model()).build();
    }
}
