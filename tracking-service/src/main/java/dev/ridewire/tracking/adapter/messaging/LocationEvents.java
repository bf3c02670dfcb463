package dev.ridewire.tracking.adapter.messaging;

import com.google.protobuf.Timestamp;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.tracking.domain.Ping;
import java.time.Instant;
import java.util.UUID;

/** The translation between location events and positions. */
final class LocationEvents {
    private LocationEvents() {}

    static OutboxEntry eventOf(UUID id, String driverId, Ping ping, TraceContext cause) {
        Instant at = ping.recordedAt();
        var message = LocationReported.newBuilder()
                .setDriverId(driverId)
                .setPosition(Place.newBuilder().setLat(ping.position().lat()).setLng(ping.position().lng()))
                .setRecordedAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
        if (ping.speedMps() != null) {
            message.setSpeedMps(ping.speedMps());
        }
        if (ping.headingDegrees() != null) {
            message.setHeadingDegrees(ping.headingDegrees());
        }
        if (ping.accuracyMeters() != null) {
            message.setAccuracyMeters(ping.accuracyMeters());
        }
        return OutboxEntry.of(EventStreams.LOCATIONS, "LocationReported", id, driverId, at.toEpochMilli(), at,
                message.build(), cause);
    }

    /** @throws IllegalArgumentException for an impossible position */
    static Ping pingOf(LocationReported message) {
        return new Ping(
                new GeoPoint(message.getPosition().getLat(), message.getPosition().getLng()),
                Instant.ofEpochSecond(message.getRecordedAt().getSeconds(), message.getRecordedAt().getNanos()),
                message.hasSpeedMps() ? message.getSpeedMps() : null,
                message.hasHeadingDegrees() ? message.getHeadingDegrees() : null,
                message.hasAccuracyMeters() ? message.getAccuracyMeters() : null);
    }
}
