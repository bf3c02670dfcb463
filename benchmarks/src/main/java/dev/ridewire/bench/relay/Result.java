package dev.ridewire.bench.relay;

import dev.ridewire.bench.CpuMeter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param scenario                {@code 500/s} or {@code drain}
 * @param p50Micros               the median time from just before the commit to the consumer's poll; null for a drain,
 *         like the other times
 * @param eventsPerSecond         events per second, recorded or, for a drain, arrived
 * @param cpuMillisPer1000        processor time of the relay's JVM per 1,000 events, without its compilers
 * @param compilerMillisPer1000   the processor time of the compilers
 * @param roundTripsPerEvent      round trips between the relay and PostgreSQL without the recording; null if not
 *         counted
 * @param duplicates              events that arrived more than once
 */
record Result(String contender, String scenario, int payloadBytes, int events, @Nullable Long p50Micros,
        @Nullable Long p99Micros, @Nullable Long maxMicros, double eventsPerSecond, double cpuMillisPer1000,
        double compilerMillisPer1000, @Nullable Double roundTripsPerEvent, long duplicates) {
    /** Creates the result of a relay that keeps up. */
    static Result atRate(String contender, int rate, int payload, int events, Arrivals.Window arrived, double perSecond,
            Cpu cpu) {
        var micros = arrived.micros();
        return new Result(contender, rate + "/s", payload, events, micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99), micros.getMaxValue(), perSecond, cpu.workMillis(),
                cpu.compilerMillis(),
                null, arrived.duplicates());
    }

    static Result drain(String contender, int payload, int events, Arrivals.Window arrived, Cpu cpu) {
        return new Result(contender, "drain", payload, events, null, null, null, arrived.rate(), cpu.workMillis(),
                cpu.compilerMillis(), null, arrived.duplicates());
    }

    Result withRoundTrips(double perEvent) {
        return new Result(contender, scenario, payloadBytes, events, p50Micros, p99Micros, maxMicros, eventsPerSecond,
                cpuMillisPer1000, compilerMillisPer1000, perEvent, duplicates);
    }

    /** Returns a line of progress. */
    String summary() {
        return p50Micros == null || p99Micros == null
                ? String.format(Locale.ROOT, "%.0f events/s, CPU %.1f ms per 1,000", eventsPerSecond, cpuMillisPer1000)
                : String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms, CPU %.0f ms per 1,000", p50Micros / 1e3,
                        p99Micros / 1e3, cpuMillisPer1000);
    }

    /** Returns the value per 1,000 events. */
    record Cpu(double workMillis, double compilerMillis) {
        /**
         * @param recorderNanos the processor time of recording threads in the relay's JVM, which are no part of the
         *                      relay
         */
        static Cpu of(CpuMeter.Spent spent, long recorderNanos, int events) {
            return new Cpu((spent.workNanos() - recorderNanos) / 1e3 / events, spent.compilerNanos() / 1e3 / events);
        }
    }
}
