package dev.ridewire.tracking.adapter.messaging;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastEvent;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The consumer that brings booking's rides to the streams of this instance. */
public final class LiveRidesConsumer implements BroadcastConsumer<RideEvent> {
    /**
     * The time to replay at a start. It is longer than the delay with which rides are stored; older rides come from the
     * database.
     */
    private static final Duration REPLAY = Duration.ofMinutes(1);

    private final NewestHub<UUID, TrackedRide> liveRides;

    public LiveRidesConsumer(NewestHub<UUID, TrackedRide> liveRides) {
        this.liveRides = liveRides;
    }

    @Override
    public String name() {
        return "tracking.live-rides";
    }

    @Override
    public EventStream<RideEvent> stream() {
        return EventStreams.RIDES;
    }

    @Override
    public Duration replay() {
        return REPLAY;
    }

    @Override
    public void accept(List<BroadcastEvent<RideEvent>> events) {
        for (var event : events) {
            // The inbox makes an unreadable event a dead letter and reports it.
            RideEvents.rideOf(event.message()).ifPresent(ride -> liveRides.publish(ride.id(), ride));
        }
    }
}
