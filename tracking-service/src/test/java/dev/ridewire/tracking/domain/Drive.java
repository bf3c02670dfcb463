package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A drive through streets with right angles, as a phone records it. The car drives straight for a while, turns, and
 * stands at every third corner for half a minute.
 */
final class Drive {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final TripMeter METER = new TripMeter(Duration.ofSeconds(60), 200 / 3.6, 0.2);
    private static final double METERS_A_DEGREE = 6_371_008.8 * Math.PI / 180;
    private static final double CRUISING_MPS = 10;
    private static final int LEG_SECONDS = 20;
    private static final int STAND_SECONDS = 30;
    private static final double NOISE_METERS = 5;
    /** The radius of 68 % of the positions. */
    private static final double ACCURACY_METERS = 7.5;

    final List<Waypoint> positions = new ArrayList<>();
    private double east;
    private double north;
    private double meters;
    private int second;

    /** @param step the seconds between two positions */
    static Drive throughStreets(long seed, int legs, int step) {
        var drive = new Drive();
        var random = new Random(seed);
        drive.record(random, 0);
        for (int leg = 0; leg < legs; leg++) {
            boolean eastward = leg % 2 == 0;
            drive.go(random, step, LEG_SECONDS, eastward ? CRUISING_MPS : 0, eastward ? 0 : CRUISING_MPS);
            drive.go(random, step, leg % 3 == 2 ? STAND_SECONDS : 0, 0, 0);
        }
        return drive;
    }

    static Drive standing(long seed, int seconds, int step) {
        var drive = new Drive();
        drive.go(new Random(seed), step, seconds, 0, 0);
        return drive;
    }

    /** Returns what the meter makes of a trip from the first of its positions to the last. */
    static int metersOf(List<Waypoint> positions) {
        var times = positions.stream().map(Waypoint::recordedAt).sorted().toList();
        return times.isEmpty()
                ? METER.meters(START, START, positions)
                : METER.meters(times.getFirst(), times.getLast(), positions);
    }

    double meters() {
        return meters;
    }

    Instant end() {
        return START.plusSeconds(second);
    }

    /** Returns a position off the drive. */
    static Waypoint at(double east, double north, Instant time) {
        double lat = 41 + north / METERS_A_DEGREE;
        return new Waypoint(new GeoPoint(lat, -8 + east / METERS_A_DEGREE / Math.cos(Math.toRadians(41))), time, null,
                ACCURACY_METERS);
    }

    private void go(Random random, int step, int seconds, double eastMps, double northMps) {
        for (int i = 0; i < seconds; i++) {
            second++;
            east += eastMps;
            north += northMps;
            meters += eastMps + northMps;
            if (second % step == 0) {
                record(random, Math.hypot(eastMps, northMps));
            }
        }
    }

    private void record(Random random, double speed) {
        Waypoint at = at(east + NOISE_METERS * random.nextGaussian(), north + NOISE_METERS * random.nextGaussian(),
                START.plusSeconds(second));
        positions.add(new Waypoint(at.position(), at.recordedAt(),
                Math.max(0, speed + 0.3 * random.nextGaussian()), at.accuracyMeters()));
    }
}
