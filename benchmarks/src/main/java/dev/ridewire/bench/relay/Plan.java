package dev.ridewire.bench.relay;

import java.util.List;

/**
 * The measurements of each contender.
 *
 * @param rates         events per second
 * @param payloads      bytes of an event
 * @param seconds       of each rate with each payload
 * @param drain         rows that wait when the relay starts; 0 for no drain
 * @param warmUpEvents  of each payload, as fast as they go
 * @param warmUpSeconds at 500/s, at most
 */
record Plan(List<Integer> rates, List<Integer> payloads, int seconds, int drain, int warmUpEvents,
        int warmUpSeconds) {
    Plan {
        rates = List.copyOf(rates);
        payloads = List.copyOf(payloads);
    }

    /** For the parts that all contenders share: the first one would find them cold. */
    Plan onlyWarmUp() {
        return new Plan(List.of(500), payloads, 5, 0, warmUpEvents, warmUpSeconds);
    }
}
