package dev.ridewire.bench.quality;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mean of paired differences and its confidence interval of 95 % (Student's t).
 *
 * @param half half of the interval; not a number for a single pair
 */
record Interval(double mean, double half) {
    /** The quantiles of 97.5 % for 1, 2, … degrees of freedom. */
    private static final double[] QUANTILES = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
            2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086};
    private static final double NORMAL = 1.96;

    static Interval of(double[] differences) {
        int count = differences.length;
        double mean = Arrays.stream(differences).average().orElse(Double.NaN);
        if (count < 2) {
            return new Interval(mean, Double.NaN);
        }
        double variance = Arrays.stream(differences).map(value -> (value - mean) * (value - mean)).sum() / (count - 1);
        double quantile = count - 2 < QUANTILES.length ? QUANTILES[count - 2] : NORMAL;
        return new Interval(mean, quantile * Math.sqrt(variance / count));
    }

    /** Returns for example {@code -12.0 ± 1.5}. */
    String text(int decimals) {
        String number = "%+." + decimals + "f";
        return Double.isNaN(half)
                ? String.format(Locale.ROOT, number, mean)
                : String.format(Locale.ROOT, number + " ± %." + decimals + "f", mean, half);
    }
}
