package dev.ridewire.bench.relay;

import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param scenario         {@code 500/s} or {@code drain}
 * @param p50Micros        from just before the commit to the consumer's poll; null for a drain, like the other times
 * @param eventsPerSecond  recorded, or for a drain: arrived
 * @param cpuMillisPer1000 processor time of the relay's JVM per 1,000 events
 * @param duplicates       events that arrived more than once
 */
record Result(String contender, String scenario, int payloadBytes, int events, @Nullable Long p50Micros,
        @Nullable Long p99Micros, @Nullable Long maxMicros, double eventsPerSecond, double cpuMillisPer1000,
        long duplicates) {}
