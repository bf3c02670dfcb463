package dev.ridewire.tracking.adapter.messaging;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.application.FollowingRides;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The consumer that stores booking's rides, once for all instances of the service. */
public final class RidesConsumer implements EventConsumer<RideEvent> {
    private final FollowingRides followingRides;

    public RidesConsumer(FollowingRides followingRides) {
        this.followingRides = followingRides;
    }

    @Override
    public String name() {
        return "tracking.rides";
    }

    @Override
    public EventStream<RideEvent> stream() {
        return EventStreams.RIDES;
    }

    @Override
    public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
        return followingRides.follow(events.stream().flatMap(RidesConsumer::told).toList());
    }

    private static Stream<FollowingRides.Told> told(ReceivedEvent<RideEvent> event) {
        return RideEvents.rideOf(event.message()).map(ride -> new FollowingRides.Told(ride, event.trace())).stream();
    }
}
