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

/** Booking's rides on every instance, for the streams that are open here. */
public final class LiveRidesConsumer implements BroadcastConsumer<RideEvent> {
    /** Longer than the stored rides lag behind; what is older comes from the database. */
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
            // What can't be read here is a dead letter of the inbox, and reported there.
            RideEvents.rideOf(event.message()).ifPresent(ride -> liveRides.publish(ride.id(), ride));
        }
    }
}
