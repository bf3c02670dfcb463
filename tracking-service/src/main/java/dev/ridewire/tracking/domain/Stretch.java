package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Positions without a gap, as columns on a plane whose scale is right at each position. */
final class Stretch {
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;
    /** The accuracy of a position that reports none. */
    private static final double USUAL_ACCURACY_METERS = 7.5;
    /** Phones that report a better accuracy are wrong in cities. */
    private static final double BEST_ACCURACY_METERS = 3;
    private static final double WORST_ACCURACY_METERS = 200;

    final int size;
    final double[] seconds;
    /** The share of the time since the position before that lies in the trip, 0 to 1. */
    final double[] share;
    final double[] east;
    final double[] north;
    /** Metres; the usual accuracy where a position reports none. */
    final double[] accuracy;
    /** Metres per second; NaN where a position reports none. */
    final double[] speed;
    final boolean reportsAccuracy;
    final boolean reportsSpeed;

    Stretch(List<Waypoint> positions, TripTime trip) {
        size = positions.size();
        seconds = new double[size];
        share = new double[size];
        east = new double[size];
        north = new double[size];
        accuracy = new double[size];
        speed = new double[size];
        Waypoint first = positions.getFirst();
        int accuracies = 0;
        int speeds = 0;
        for (int i = 0; i < size; i++) {
            Waypoint at = positions.get(i);
            seconds[i] = first.secondsTo(at);
            if (i > 0) {
                Waypoint before = positions.get(i - 1);
                share[i] = trip.shareOf(before.recordedAt(), at.recordedAt());
                place(i, before.position(), at.position());
            }
            accuracies += at.accuracyMeters() == null ? 0 : 1;
            accuracy[i] = bounded(at.accuracyMeters());
            speeds += at.speedMps() == null ? 0 : 1;
            speed[i] = at.speedMps() == null ? Double.NaN : at.speedMps();
        }
        reportsAccuracy = 2 * accuracies > size;
        reportsSpeed = 2 * speeds > size;
    }

    double secondsBefore(int i) {
        return seconds[i] - seconds[i - 1];
    }

    /** Returns the straight line between a position and the one before, in metres. */
    double chordBefore(int i) {
        return Math.hypot(east[i] - east[i - 1], north[i] - north[i - 1]);
    }

    private void place(int i, GeoPoint from, GeoPoint to) {
        double middle = Math.toRadians((from.lat() + to.lat()) / 2);
        double turn = Math.IEEEremainder(to.lng() - from.lng(), 360);
        east[i] = east[i - 1] + EARTH_RADIUS_METERS * Math.cos(middle) * Math.toRadians(turn);
        north[i] = north[i - 1] + EARTH_RADIUS_METERS * Math.toRadians(to.lat() - from.lat());
    }

    private static double bounded(@Nullable Double meters) {
        return meters == null ? USUAL_ACCURACY_METERS : Math.clamp(meters, BEST_ACCURACY_METERS, WORST_ACCURACY_METERS);
    }
}
