package dev.ridewire.bench.booking;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * All rounds of a contender.
 *
 * @param slowest requests a second in the slowest round
 * @param fastest requests a second in the fastest round
 */
record Result(String contender, long created, long failed, double perSecond, double slowest, double fastest,
        double p50Millis, double p99Millis, double maxMillis, Round.Cpu cpu, double spansPerRequest) {
    /**
     * The result of one or more rounds.
     *
     * @param micros the latencies of all rounds
     */
    static Result of(List<Round> rounds, Histogram micros) {
        long created = rounds.stream().mapToLong(Round::created).sum();
        return new Result(rounds.getFirst().contender(), created, rounds.stream().mapToLong(Round::failed).sum(),
                created / rounds.stream().mapToDouble(Round::seconds).sum(),
                rounds.stream().mapToDouble(Round::perSecond).min().orElseThrow(),
                rounds.stream().mapToDouble(Round::perSecond).max().orElseThrow(),
                micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                new Round.Cpu(mean(rounds, round -> round.cpu().server()),
                        mean(rounds, round -> round.cpu().compilers()), mean(rounds, round -> round.cpu().postgres()),
                        mean(rounds, round -> round.cpu().kafka()), mean(rounds, round -> round.cpu().load())),
                mean(rounds, Round::spansPerRequest));
    }

    /** The mean is weighted by requests. */
    private static double mean(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(round -> value.applyAsDouble(round) * round.created()).sum()
                / rounds.stream().mapToLong(Round::created).sum();
    }
}
