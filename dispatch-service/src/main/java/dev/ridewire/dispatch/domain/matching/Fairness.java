package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * The term for fairness between drivers. It is {@code weight × min(2, rate ÷ mean rate)}, with a driver's earnings per
 * active hour as the rate. A driver who has earned nothing costs nothing, a driver at the mean costs the weight, and
 * one at twice the mean or more costs twice the weight.
 *
 * @param weight      0 switches the term off
 * @param meanPerHour the earnings of all drivers by their active hours, in any unit
 * @param ofDriver    the earnings of each driver, in the same unit
 */
public record Fairness(Duration weight, double meanPerHour, Function<String, Earned> ofDriver) implements PairTerm {
    private static final Duration LARGEST_WEIGHT = Duration.ofMinutes(15);
    private static final double MOST = 2;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    public Fairness {
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(ofDriver, "ofDriver");
        if (weight.isNegative() || weight.compareTo(LARGEST_WEIGHT) > 0) {
            throw new IllegalArgumentException("weight: %s (expected: 0 to 15 min)".formatted(weight));
        }
        if (!(meanPerHour >= 0)) {
            throw new IllegalArgumentException("meanPerHour: %s (expected: 0 or more)".formatted(meanPerHour));
        }
    }

    /**
     * The earnings of a driver's shift so far.
     *
     * @param amount 0 or more, without fractions that matter
     * @param active the time on shift
     */
    public record Earned(double amount, Duration active) {
        public Earned {
            Objects.requireNonNull(active, "active");
            if (!(amount >= 0) || active.isNegative()) {
                throw new IllegalArgumentException(
                        "amount, active: %s, %s (expected: 0 or more)".formatted(amount, active));
            }
        }

        /** A first hour at the mean comes on top, so that a single fare does not decide at the start of a shift. */
        double perHour(double mean) {
            return (amount + mean) / (active.toMillis() / MILLIS_PER_HOUR + 1);
        }
    }

    @Override
    public long millis(Match match, Candidate candidate) {
        if (meanPerHour == 0) {
            return 0;
        }
        double rate = ofDriver.apply(candidate.driverId()).perHour(meanPerHour);
        return Math.round(weight.toMillis() * Math.min(MOST, rate / meanPerHour));
    }
}
