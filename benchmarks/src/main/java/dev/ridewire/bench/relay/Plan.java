package dev.ridewire.bench.relay;

import java.util.List;

/**
 * The measurements of each contender.
 *
 * @param rates         events per second
 * @param payloads      bytes of an event
 * @param seconds       the time of each rate with each payload
 * @param drain         rows that wait when the relay starts; 0 for no drain
 * @param warmUpEvents  the number of events of each payload, sent as fast as possible
 * @param warmUpSeconds the longest time at 500/s
 */
record Plan(List<Integer> rates, List<Integer> payloads, int seconds, int drain, int warmUpEvents,
        int warmUpSeconds) {
    Plan {
        rates = List.copyOf(rates);
        payloads = List.copyOf(payloads);
    }

    /** A warm-up of the shared parts, which otherwise would be cold for the first contender. */
    Plan onlyWarmUp() {
        return new Plan(List.of(500), payloads, 5, 0, warmUpEvents, warmUpSeconds);
    }
}
