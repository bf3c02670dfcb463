package dev.ridewire.booking.adapter.messaging;

import dev.ridewire.booking.application.news.FollowingTrip;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The consumer of tracking's events about driven trips. */
@Component
final class TripConsumer implements EventConsumer<TripEvent> {
    private final FollowingTrip followingTrip;

    TripConsumer(FollowingTrip followingTrip) {
        this.followingTrip = followingTrip;
    }

    @Override
    public String name() {
        return "booking.trips";
    }

    @Override
    public EventStream<TripEvent> stream() {
        return EventStreams.TRIPS;
    }

    @Override
    public Mono<Void> apply(List<ReceivedEvent<TripEvent>> events) {
        return followingTrip.follow(events.stream()
                .flatMap(event -> TripEvents.toNews(event.message(), event.trace()).stream())
                .toList());
    }
}
