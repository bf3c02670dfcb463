package dev.ridewire.tracking.domain;

/**
 * The error of the positions of a stretch: an autoregressive process in each axis.
 *
 * @param scale   its standard deviation as a multiple of the accuracy
 * @param seconds the time in which its correlation falls to 1/e; 0 for errors that are independent
 */
record GpsNoise(double scale, double seconds) {
    /** Two errors that are normal in both axes stay within this many standard deviations in 68 % of all cases. */
    private static final double RADIUS_IN_DEVIATIONS = 1.51;
    private static final double[] FACTORS = {0.2, 0.3, 0.4, 0.54, 0.74, 1, 1.35, 1.8, 2.4, 3.2, 4.3, 5.4};
    /** The correlation of neighbours. */
    private static final double[] CORRELATIONS = {0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99};
    /** The standard deviation of the logarithm of the factor. */
    private static final double DOUBT_OF_REPORTED = 0.3;
    private static final double DOUBT_OF_USUAL = 0.7;
    /** Factors further from 1 than this many standard deviations are not tried. */
    private static final double MAX_DEVIATIONS = 3.5;

    /** Returns the noise under which the positions are most likely, with the reported accuracy as the prior. */
    static GpsNoise of(Stretch stretch) {
        return of(stretch, new MotionFilter(stretch));
    }

    /** Returns the likeliest noise as {@link #of(Stretch)}, with the filter's knowledge of the car's motion. */
    static GpsNoise of(Stretch stretch, MotionFilter filter) {
        double step = stretch.seconds[stretch.size - 1] / (stretch.size - 1);
        double doubt = stretch.reportsAccuracy ? DOUBT_OF_REPORTED : DOUBT_OF_USUAL;
        var best = new GpsNoise(1 / RADIUS_IN_DEVIATIONS, 0);
        double likelihood = Double.NEGATIVE_INFINITY;
        for (double factor : FACTORS) {
            double deviations = Math.log(factor) / doubt;
            if (Math.abs(deviations) > MAX_DEVIATIONS) {
                continue;
            }
            for (double correlation : CORRELATIONS) {
                var noise = new GpsNoise(factor / RADIUS_IN_DEVIATIONS,
                        correlation == 0 ? 0 : -step / Math.log(correlation));
                double its = filter.run(noise) - deviations * deviations / 2;
                if (its > likelihood) {
                    likelihood = its;
                    best = noise;
                }
            }
        }
        return best;
    }

    /** Returns the correlation of two errors. */
    double correlationAfter(double elapsed) {
        return seconds == 0 ? 0 : Math.exp(-elapsed / seconds);
    }
}
