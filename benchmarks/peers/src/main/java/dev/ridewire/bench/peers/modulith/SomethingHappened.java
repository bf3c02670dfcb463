package dev.ridewire.bench.peers.modulith;

import dev.ridewire.bench.peers.Body;
import dev.ridewire.bench.relay.BenchEvent;
import org.springframework.modulith.events.Externalized;

/** The event that is published. */
@Externalized
record SomethingHappened(long sequence, String aggregateId, String body) {
    static SomethingHappened of(BenchEvent event) {
        return new SomethingHappened(event.sequence(), event.aggregateId(), Body.of(event));
    }
}
