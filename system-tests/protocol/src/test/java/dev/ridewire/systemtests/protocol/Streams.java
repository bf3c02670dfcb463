package dev.ridewire.systemtests.protocol;

import dev.ridewire.booking.adapter.messaging.MatchEvents;
import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import java.util.List;
import reactor.core.publisher.Mono;

/** The way of dispatch's matches into booking. */
final class Streams {
    private Streams() {}

    static EventConsumer<MatchEvent> matchesInto(Booking booking, SimulatedTime time) {
        var following = new FollowingMatch(booking.rides(), booking.policy(), time);
        return new EventConsumer<>() {
            @Override
            public String name() {
                return "booking.matches";
            }

            @Override
            public EventStream<MatchEvent> stream() {
                return EventStreams.MATCHES;
            }

            @Override
            public Mono<Void> apply(List<ReceivedEvent<MatchEvent>> events) {
                return following.follow(events.stream()
                        .flatMap(event -> MatchEvents.toNews(event.message(), event.trace()).stream()).toList());
            }
        };
    }
}
