package dev.ridewire.bench.peers.namastack;

import dev.ridewire.bench.peers.Body;
import dev.ridewire.bench.relay.BenchEvent;

/** The event that is scheduled. */
public record SomethingHappened(long sequence, String aggregateId, String body) {
    static SomethingHappened of(BenchEvent event) {
        return new SomethingHappened(event.sequence(), event.aggregateId(), Body.of(event));
    }
}
