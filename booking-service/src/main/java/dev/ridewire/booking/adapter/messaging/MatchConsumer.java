package dev.ridewire.booking.adapter.messaging;

import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The consumer of dispatch's events about the search for a ride's driver. */
@Component
final class MatchConsumer implements EventConsumer<MatchEvent> {
    private final FollowingMatch followingMatch;

    MatchConsumer(FollowingMatch followingMatch) {
        this.followingMatch = followingMatch;
    }

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
        return followingMatch.follow(events.stream()
                .flatMap(event -> MatchEvents.toNews(event.message(), event.trace()).stream())
                .toList());
    }
}
