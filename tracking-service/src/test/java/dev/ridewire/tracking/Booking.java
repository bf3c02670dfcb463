package dev.ridewire.tracking;

import com.google.protobuf.Timestamp;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.events.type.v1.Vehicle;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells of rides as booking does. */
final class Booking implements AutoCloseable {
    static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final TopicWriter writer;

    Booking(String kafka) {
        writer = new TopicWriter(kafka, List.of(EventStreams.RIDES));
    }

    /** A ride of rider ada from (40.75,-73.99) to (40.76,-73.98). */
    static Ride.Builder ride(UUID id, RideState state, long version, Instant now) {
        return Ride.newBuilder().setRideId(id.toString()).setRiderId("ada").setState(state).setVersion(version)
                .setAttempt(1)
                .setVehicleClass("STANDARD")
                .setPickup(Place.newBuilder().setLat(40.75).setLng(-73.99))
                .setDropoff(Place.newBuilder().setLat(40.76).setLng(-73.98))
                .setRequestedAt(timestamp(now)).setStateChangedAt(timestamp(now));
    }

    static Ride.Builder drivenBy(Ride.Builder ride, String driver) {
        return ride.setDriverId(driver).setVehicle(
                Vehicle.newBuilder().setVehicleClass("STANDARD").setPlate("T-1").setModel("Toyota Prius"));
    }

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    }

    void tell(Ride.Builder ride) {
        var entry = OutboxEntry.of(EventStreams.RIDES, "RideRequested", UUID.randomUUID(), ride.getRideId(),
                ride.getVersion(), Instant.now(), RideEvent.newBuilder().setRide(ride).build(), TraceContext.NONE);
        writer.write(entry, new TraceContext(TRACEPARENT, null));
    }

    @Override
    public void close() {
        writer.close();
    }
}
