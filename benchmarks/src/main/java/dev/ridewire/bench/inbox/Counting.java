package dev.ridewire.bench.inbox;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** An effect that costs nothing, so that only the inbox is measured. */
final class Counting implements EventConsumer<RideEvent> {
    private final AtomicLong applied = new AtomicLong();

    @Override
    public String name() {
        return "bench.rides";
    }

    @Override
    public EventStream<RideEvent> stream() {
        return EventStreams.RIDES;
    }

    @Override
    public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
        applied.addAndGet(events.size());
        return Mono.empty();
    }

    long applied() {
        return applied.get();
    }
}
