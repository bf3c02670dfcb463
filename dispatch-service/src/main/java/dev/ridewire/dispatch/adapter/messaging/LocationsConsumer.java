package dev.ridewire.dispatch.adapter.messaging;

import com.google.protobuf.Timestamp;
import dev.ridewire.dispatch.application.position.PositionReport;
import dev.ridewire.dispatch.application.position.PositionReports;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps every instance aware of where drivers are. */
public final class LocationsConsumer implements BroadcastConsumer<LocationReported> {
    private final PositionReports positions;
    private final Duration replay;

    /** @param replay as old as a position may be to count */
    public LocationsConsumer(PositionReports positions, Duration replay) {
        this.positions = positions;
        this.replay = replay;
    }

    @Override
    public String name() {
        return "dispatch.locations";
    }

    @Override
    public EventStream<LocationReported> stream() {
        return EventStreams.LOCATIONS;
    }

    @Override
    public Duration replay() {
        return replay;
    }

    @Override
    public void accept(List<BroadcastEvent<LocationReported>> events) {
        positions.report(events.stream().map(event -> report(event.message())).toList());
    }

    private static PositionReport report(LocationReported location) {
        Timestamp at = location.getRecordedAt();
        return new PositionReport(location.getDriverId(),
                new GeoPoint(location.getPosition().getLat(), location.getPosition().getLng()),
                Instant.ofEpochSecond(at.getSeconds(), at.getNanos()));
    }
}
