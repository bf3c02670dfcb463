package dev.ridewire.tracking.domain;

import java.util.Arrays;

/**
 * A Kalman filter over a stretch. In each axis its state is position, velocity, and the noise of the position in units
 * of the accuracy. The velocity is a random walk. Both axes have the same covariances, so these exist once.
 *
 * <p>
 * Arrays hold three values a position (state) or six (symmetric covariance: PP, PV, PN, VV, VN, NN).
 */
class MotionFilter {
    static final int STATE = 3;
    static final int COVARIANCE = 6;
    /** The spectral density of a car's acceleration, in m²/s³: √(1.7 · 5) = 2.9 m/s in five seconds. */
    static final double USUAL_WANDERING = 1.7;
    /** The part of a position's error that is independent always, in m². */
    static final double WHITE = 1;
    /** The square of a velocity of 30 m/s: nothing is known before the first position. */
    private static final double ANY_VELOCITY = 900;
    private static final double ANY_POSITION = 1e6;
    /** The squared innovation, in deviations, beyond which a position counts less: five deviations. */
    private static final double GATE = 25;
    /** Degrees of freedom of the innovations: some are far out, and must not decide the noise alone. */
    private static final double INNOVATION_FREEDOM = 8;

    final Stretch stretch;
    /** For the step to a position. */
    final double[] wandering;
    /** The variance of a position's independent error. */
    final double[] white;
    /** The variance of a reported velocity; infinite where there is none. */
    final double[] velocityVariance;
    final double[] velocityEast;
    final double[] velocityNorth;

    final double[] predicted;
    final double[] filtered;
    final double[] predictedEast;
    final double[] predictedNorth;
    final double[] filteredEast;
    final double[] filteredNorth;
    GpsNoise noise = new GpsNoise(1, 0);

    MotionFilter(Stretch stretch) {
        this.stretch = stretch;
        int size = stretch.size;
        wandering = filled(size, USUAL_WANDERING);
        white = filled(size, WHITE);
        velocityVariance = filled(size, Double.POSITIVE_INFINITY);
        velocityEast = new double[size];
        velocityNorth = new double[size];
        predicted = new double[size * COVARIANCE];
        filtered = new double[size * COVARIANCE];
        predictedEast = new double[size * STATE];
        predictedNorth = new double[size * STATE];
        filteredEast = new double[size * STATE];
        filteredNorth = new double[size * STATE];
    }

    /** Filters all positions and returns the logarithm of their likelihood. */
    final double run(GpsNoise assumed) {
        noise = assumed;
        double likelihood = 0;
        for (int i = 0; i < stretch.size; i++) {
            if (i == 0) {
                begin();
            } else {
                predict(i);
            }
            double its = takePosition(i);
            likelihood += i > 1 ? its : 0;
            if (velocityVariance[i] < Double.POSITIVE_INFINITY) {
                takeVelocity(i);
            }
        }
        return likelihood;
    }

    private void begin() {
        predicted[0] = ANY_POSITION;
        predicted[3] = ANY_VELOCITY;
        predicted[5] = noise.scale() * noise.scale();
        predictedEast[0] = stretch.east[0];
        predictedNorth[0] = stretch.north[0];
    }

    private void predict(int i) {
        double h = stretch.secondsBefore(i);
        double kept = noise.correlationAfter(h);
        int from = (i - 1) * COVARIANCE;
        int to = i * COVARIANCE;
        double[] f = filtered;
        double[] p = predicted;
        double q = wandering[i];
        p[to] = f[from] + 2 * h * f[from + 1] + h * h * f[from + 3] + q * h * h * h / 3;
        p[to + 1] = f[from + 1] + h * f[from + 3] + q * h * h / 2;
        p[to + 2] = kept * (f[from + 2] + h * f[from + 4]);
        p[to + 3] = f[from + 3] + q * h;
        p[to + 4] = kept * f[from + 4];
        p[to + 5] = kept * kept * f[from + 5] + noise.scale() * noise.scale() * (1 - kept * kept);
        predict(filteredEast, predictedEast, i, h, kept);
        predict(filteredNorth, predictedNorth, i, h, kept);
    }

    private static void predict(double[] from, double[] to, int i, double h, double kept) {
        int s = i * STATE;
        to[s] = from[s - 3] + h * from[s - 2];
        to[s + 1] = from[s - 2];
        to[s + 2] = kept * from[s - 1];
    }

    /** Returns the logarithm of the likelihood of the position, whose units are its accuracy. */
    private double takePosition(int i) {
        int c = i * COVARIANCE;
        double a = stretch.accuracy[i];
        double g0 = predicted[c] + a * predicted[c + 2];
        double g1 = predicted[c + 1] + a * predicted[c + 4];
        double g2 = predicted[c + 2] + a * predicted[c + 5];
        double variance = g0 + a * g2 + white[i];
        int s = i * STATE;
        double east = stretch.east[i] - predictedEast[s] - a * predictedEast[s + 2];
        double north = stretch.north[i] - predictedNorth[s] - a * predictedNorth[s + 2];
        double squared = (east * east + north * north) / variance;
        double likelihood = -Math.log(variance)
                - (INNOVATION_FREEDOM + 2) / 2 * Math.log1p(squared / INNOVATION_FREEDOM);
        double trusted = squared > GATE ? variance * squared / GATE : variance;
        update(i, predicted, predictedEast, predictedNorth, g0 / trusted, g1 / trusted, g2 / trusted, trusted, east,
                north);
        return likelihood;
    }

    private void takeVelocity(int i) {
        int c = i * COVARIANCE;
        double variance = filtered[c + 3] + velocityVariance[i];
        int s = i * STATE;
        update(i, filtered, filteredEast, filteredNorth, filtered[c + 1] / variance, filtered[c + 3] / variance,
                filtered[c + 4] / variance, variance, velocityEast[i] - filteredEast[s + 1],
                velocityNorth[i] - filteredNorth[s + 1]);
    }

    private void update(int i, double[] covariance, double[] fromEast, double[] fromNorth, double k0, double k1,
            double k2, double variance, double east, double north) {
        int c = i * COVARIANCE;
        filtered[c] = covariance[c] - k0 * k0 * variance;
        filtered[c + 1] = covariance[c + 1] - k0 * k1 * variance;
        filtered[c + 2] = covariance[c + 2] - k0 * k2 * variance;
        filtered[c + 3] = covariance[c + 3] - k1 * k1 * variance;
        filtered[c + 4] = covariance[c + 4] - k1 * k2 * variance;
        filtered[c + 5] = covariance[c + 5] - k2 * k2 * variance;
        int s = i * STATE;
        filteredEast[s] = fromEast[s] + k0 * east;
        filteredEast[s + 1] = fromEast[s + 1] + k1 * east;
        filteredEast[s + 2] = fromEast[s + 2] + k2 * east;
        filteredNorth[s] = fromNorth[s] + k0 * north;
        filteredNorth[s + 1] = fromNorth[s + 1] + k1 * north;
        filteredNorth[s + 2] = fromNorth[s + 2] + k2 * north;
    }

    private static double[] filled(int size, double value) {
        double[] array = new double[size];
        Arrays.fill(array, value);
        return array;
    }
}
