package dev.ridewire.bench.trip;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Duration;
import java.util.List;

/** The textbook's constant-velocity Kalman filter with its Rauch-Tung-Striebel smoother, its noise fixed. */
final class PlainSmoother {
    private static final double METERS_A_DEGREE = 6_371_008.8 * Math.PI / 180;
    private static final double DEVIATION = 5;
    /** The spectral density of the acceleration, in m²/s³. */
    private static final double WANDERING = 1.7;
    private static final double ANY_VELOCITY = 900;

    private final double[] seconds;
    private final double[][] measured;

    PlainSmoother(List<Waypoint> positions) {
        Waypoint first = positions.getFirst();
        List<Waypoint> distinct = positions.stream().distinct().toList();
        seconds = distinct.stream()
                .mapToDouble(at -> Duration.between(first.recordedAt(), at.recordedAt()).toNanos() / 1e9).toArray();
        double scale = Math.cos(Math.toRadians(first.position().lat()));
        measured = distinct.stream().map(at -> plane(first.position(), at.position(), scale)).toArray(double[][]::new);
    }

    double meters() {
        double[][] smoothed = new double[2][];
        for (int axis = 0; axis < 2; axis++) {
            smoothed[axis] = smooth(axis);
        }
        double meters = 0;
        for (int i = 1; i < seconds.length; i++) {
            meters += Math.hypot(smoothed[0][i] - smoothed[0][i - 1], smoothed[1][i] - smoothed[1][i - 1]);
        }
        return meters;
    }

    private static double[] plane(GeoPoint origin, GeoPoint at, double scale) {
        return new double[]{(at.lng() - origin.lng()) * METERS_A_DEGREE * scale,
                (at.lat() - origin.lat()) * METERS_A_DEGREE};
    }

    private double[] smooth(int axis) {
        int size = seconds.length;
        // Position, velocity, and their covariances PP, PV, VV.
        double[][] predicted = new double[size][];
        double[][] filtered = new double[size][];
        for (int i = 0; i < size; i++) {
            predicted[i] = i == 0
                    ? new double[]{measured[0][axis], 0, DEVIATION * DEVIATION, 0, ANY_VELOCITY}
                    : predict(filtered[i - 1], seconds[i] - seconds[i - 1]);
            filtered[i] = update(predicted[i], measured[i][axis]);
        }
        double[] positions = new double[size];
        double position = filtered[size - 1][0];
        double velocity = filtered[size - 1][1];
        positions[size - 1] = position;
        for (int i = size - 2; i >= 0; i--) {
            double[] f = filtered[i];
            double[] p = predicted[i + 1];
            double h = seconds[i + 1] - seconds[i];
            double determinant = p[2] * p[4] - p[3] * p[3];
            double a = f[2] + h * f[3];
            double b = f[3] + h * f[4];
            double byPosition = position - p[0];
            double byVelocity = velocity - p[1];
            double u = (p[4] * byPosition - p[3] * byVelocity) / determinant;
            double w = (p[2] * byVelocity - p[3] * byPosition) / determinant;
            position = f[0] + a * u + f[3] * w;
            velocity = f[1] + b * u + f[4] * w;
            positions[i] = position;
        }
        return positions;
    }

    private static double[] predict(double[] f, double h) {
        return new double[]{f[0] + h * f[1], f[1], f[2] + 2 * h * f[3] + h * h * f[4] + WANDERING * h * h * h / 3,
                f[3] + h * f[4] + WANDERING * h * h / 2, f[4] + WANDERING * h};
    }

    private static double[] update(double[] p, double at) {
        double variance = p[2] + DEVIATION * DEVIATION;
        double byPosition = p[2] / variance;
        double byVelocity = p[3] / variance;
        double off = at - p[0];
        return new double[]{p[0] + byPosition * off, p[1] + byVelocity * off, p[2] - byPosition * p[2],
                p[3] - byPosition * p[3], p[4] - byVelocity * p[3]};
    }
}
