package dev.ridewire.tracking.adapter.messaging;

import com.google.protobuf.Timestamp;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.tracking.trip.v1.TripMeasured;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.tracking.application.Trips.Measurement;
import java.time.Instant;
import java.util.UUID;

/** The translation of measured trips into events. */
public final class TripEvents {
    private TripEvents() {}

    public static OutboxEntry eventOf(UUID id, Measurement measurement, Instant now) {
        var trip = measurement.trip();
        var drive = trip.drive();
        var message = TripEvent.newBuilder()
                .setTrip(Trip.newBuilder()
                        .setRideId(drive.rideId().toString())
                        .setDriverId(drive.driverId())
                        .setVersion(measurement.version())
                        .setDistanceMeters(trip.distanceMeters())
                        .setDurationSeconds(Math.toIntExact(trip.duration().toSeconds()))
                        .setStartedAt(timestampOf(drive.startedAt()))
                        .setCompletedAt(timestampOf(drive.completedAt()))
                        .setPositions(trip.positions()))
                .setTripMeasured(TripMeasured.getDefaultInstance())
                .build();
        return OutboxEntry.of(EventStreams.TRIPS, "TripMeasured", id, drive.rideId().toString(), measurement.version(),
                now,
                message, measurement.cause());
    }

    private static Timestamp timestampOf(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    }
}
