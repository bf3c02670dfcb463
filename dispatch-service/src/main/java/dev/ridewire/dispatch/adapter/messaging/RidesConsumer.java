package dev.ridewire.dispatch.adapter.messaging;

import dev.ridewire.dispatch.application.ConcurrentChangeException;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.ride.FollowingRide;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follows booking's rides. */
@Component
public final class RidesConsumer implements EventConsumer<RideEvent> {
    private static final Logger log = LoggerFactory.getLogger(RidesConsumer.class);

    private final FollowingRide following;

    public RidesConsumer(FollowingRide following) {
        this.following = following;
    }

    @Override
    public String name() {
        return "dispatch.rides";
    }

    @Override
    public EventStream<RideEvent> stream() {
        return EventStreams.RIDES;
    }

    @Override
    public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
        return Mono.defer(() -> following.follow(events.stream().flatMap(RidesConsumer::update).toList()))
                // A lost race is nobody's fault: said in Spring's words, the poll is tried again and no event is set
                // aside.
                .onErrorMap(ConcurrentChangeException.class,
                        lost -> new OptimisticLockingFailureException("lost a race: " + lost.getMessage(), lost));
    }

    private static Stream<Traced<RideNews>> update(ReceivedEvent<RideEvent> event) {
        return RideEvents.news(event.message()).stream().map(news -> {
            log.atDebug().addKeyValue("ride.id", event.aggregateId()).addKeyValue("event.id", event.id())
                    .addKeyValue("ride.version", event.version()).log("ride event applied");
            return new Traced<>(news, event.trace());
        });
    }
}
