package dev.ridewire.bench.trip;

import java.util.Arrays;

/**
 * A drive whose way is known at every moment: the polyline through the fixes of a real one. The distance along it is a
 * monotone cubic of time, so the car speeds up and slows down evenly, stands where the fixes stand, and never reverses.
 */
final class TrueDrive {
    /** Fixes this near to the last distinct one mean a car that stands. */
    private static final double STANDING_METERS = 12;
    /** Half the time over which a speed is taken. */
    private static final double INSTANT = 0.05;

    private final double step;
    private final double[] east;
    private final double[] north;
    /** Metres along the polyline, and the speed, at each fix. */
    private final double[] along;
    private final double[] speed;

    /** @param step the seconds between two fixes */
    TrueDrive(double[] fixesEast, double[] fixesNorth, double step) {
        this.step = step;
        east = fixesEast.clone();
        north = fixesNorth.clone();
        along = new double[east.length];
        speed = new double[east.length];
        for (int i = 1; i < east.length; i++) {
            double chord = Math.hypot(east[i] - east[i - 1], north[i] - north[i - 1]);
            if (chord < STANDING_METERS) {
                east[i] = east[i - 1];
                north[i] = north[i - 1];
                chord = 0;
            }
            along[i] = along[i - 1] + chord;
        }
        for (int i = 1; i < east.length - 1; i++) {
            double before = (along[i] - along[i - 1]) / step;
            double after = (along[i + 1] - along[i]) / step;
            speed[i] = before * after == 0 ? 0 : 2 * before * after / (before + after);
        }
    }

    double seconds() {
        return (along.length - 1) * step;
    }

    /** Returns the metres driven at a time. */
    double metersAt(double second) {
        int i = Math.clamp((int) (second / step), 0, along.length - 2);
        double u = Math.clamp(second / step - i, 0, 1);
        double u2 = u * u;
        double u3 = u2 * u;
        return along[i] * (2 * u3 - 3 * u2 + 1) + speed[i] * step * (u3 - 2 * u2 + u)
                + along[i + 1] * (3 * u2 - 2 * u3) + speed[i + 1] * step * (u3 - u2);
    }

    double speedAt(double second) {
        double from = Math.max(0, second - INSTANT);
        double to = Math.min(seconds(), second + INSTANT);
        return (metersAt(to) - metersAt(from)) / (to - from);
    }

    /** Returns metres east and north at a time. */
    double[] placeAt(double second) {
        double meters = metersAt(second);
        int found = Arrays.binarySearch(along, meters);
        int from = Math.clamp(found >= 0 ? found : -found - 2, 0, along.length - 2);
        double leg = along[from + 1] - along[from];
        double u = leg == 0 ? 0 : (meters - along[from]) / leg;
        return new double[]{east[from] + u * (east[from + 1] - east[from]),
                north[from] + u * (north[from + 1] - north[from])};
    }
}
