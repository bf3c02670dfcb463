package dev.ridewire.tracking.adapter.messaging;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastEvent;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.domain.Ping;
import java.time.Duration;
import java.util.List;

/** The consumer that brings the positions of all drivers to this instance. */
public final class LiveLocationsConsumer implements BroadcastConsumer<LocationReported> {
    /** The time to replay at a start, so that a new stream shows the car without waiting for its next position. */
    private static final Duration REPLAY = Duration.ofMinutes(1);

    private final NewestHub<String, Ping> livePositions;

    public LiveLocationsConsumer(NewestHub<String, Ping> livePositions) {
        this.livePositions = livePositions;
    }

    @Override
    public String name() {
        return "tracking.live-locations";
    }

    @Override
    public EventStream<LocationReported> stream() {
        return EventStreams.LOCATIONS;
    }

    @Override
    public Duration replay() {
        return REPLAY;
    }

    @Override
    public void accept(List<BroadcastEvent<LocationReported>> events) {
        for (var event : events) {
            livePositions.publish(event.message().getDriverId(), LocationEvents.pingOf(event.message()));
        }
    }
}
