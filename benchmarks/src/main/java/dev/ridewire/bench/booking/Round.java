package dev.ridewire.bench.booking;

import java.util.Locale;
import java.util.SortedMap;

/**
 * One contender's turn.
 *
 * @param number        from 1; 0 for the warm-up
 * @param created       requests answered 201
 * @param failures      other answers by their status, including those of the uncounted seconds before; 0 for a lost
 *         connection
 * @param perSecond     requests answered 201
 * @param cpu           milliseconds of each request
 * @param spansPerRequest the number of spans that reached the sink; the last ones of a round arrive during the next
 */
record Round(String contender, int number, long created, SortedMap<Integer, Long> failures, double seconds,
        double perSecond, double p50Millis, double p99Millis, double maxMillis, Cpu cpu, double spansPerRequest) {
    /**
     * Milliseconds of processor time per request.
     *
     * @param server    the time of the contender's JVM without its compilers
     * @param compilers the time of that JVM's compilers
     * @param postgres  the time of all processes of the contender's server
     * @param kafka     the time of the broker
     * @param load      the time of the JVM that sends the requests
     */
    record Cpu(double server, double compilers, double postgres, double kafka, double load) {}

    /** Formats the round as a line of progress. */
    String asLine() {
        return String.format(Locale.ROOT,
                "%s, %s: %.0f rides/s, p50 %.2f ms, p99 %.2f ms, CPU %.3f ms/ride and compilers %.3f%s",
                contender, number == 0 ? "warm-up" : "round " + number, perSecond, p50Millis, p99Millis, cpu.server(),
                cpu.compilers(),
                failures.isEmpty() ? "" : ", FAILURES by status: " + failures);
    }

    long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
