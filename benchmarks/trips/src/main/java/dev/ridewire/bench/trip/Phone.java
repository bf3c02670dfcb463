package dev.ridewire.bench.trip;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A simulated phone that records a drive with errors. The same seed gives the same positions. */
final class Phone {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final double METERS_A_DEGREE = 6_371_008.8 * Math.PI / 180;
    private static final double LATITUDE = 41.15;
    private static final double LONGITUDE = -8.6;
    /** The accuracy that a phone reports is the radius within which 68 % of the positions lie. */
    private static final double RADIUS_IN_DEVIATIONS = 1.51;
    /** Phones estimate their accuracy: the reported one is off by a factor with this logarithm's deviation. */
    private static final double DOUBT = 0.25;
    private static final double SPEED_DEVIATION = 0.5;
    private static final double MISSING = 0.05;
    private static final double TWICE = 0.05;
    private static final double FAR_OFF = 0.01;
    private static final double NEAREST_JUMP_METERS = 50;
    /** The jumps are between 50 m and 10 km, each magnitude as likely as another. */
    private static final double JUMP_RANGE = 200;
    private static final double GAP_SECONDS = 40;

    private final Random random;

    Phone(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A recorded drive.
     *
     * @param meters the true distance between the first and the last position
     */
    record Recording(List<Waypoint> positions, double meters) {}

    Recording record(TrueDrive drive, Conditions conditions) {
        double reported = conditions.deviation() * RADIUS_IN_DEVIATIONS * Math.exp(DOUBT * random.nextGaussian());
        double first = random.nextDouble() * conditions.step();
        double gap = random.nextDouble() * drive.seconds();
        double fresh = Math.sqrt(1 - conditions.correlation() * conditions.correlation()) * conditions.deviation();
        double errorEast = conditions.deviation() * random.nextGaussian();
        double errorNorth = conditions.deviation() * random.nextGaussian();
        double last = first;
        var positions = new ArrayList<Waypoint>();
        for (double second = first; second <= drive.seconds(); second += conditions.step()) {
            last = second;
            double[] place = drive.placeAt(second);
            double speed = Math.max(0, drive.speedAt(second) + SPEED_DEVIATION * random.nextGaussian());
            Waypoint at = at(place[0] + errorEast, place[1] + errorNorth, second, speed, reported);
            boolean isEdge = positions.isEmpty() || second + conditions.step() > drive.seconds();
            if (conditions.faults() && !isEdge) {
                addWithFaults(positions, at, second > gap && second < gap + GAP_SECONDS);
            } else {
                positions.add(at);
            }
            errorEast = conditions.correlation() * errorEast + fresh * random.nextGaussian();
            errorNorth = conditions.correlation() * errorNorth + fresh * random.nextGaussian();
        }
        return new Recording(positions, drive.metersAt(last) - drive.metersAt(first));
    }

    private void addWithFaults(List<Waypoint> positions, Waypoint at, boolean inGap) {
        double lot = random.nextDouble();
        if (inGap || lot < MISSING) {
            return;
        }
        if (lot > 1 - FAR_OFF) {
            double meters = NEAREST_JUMP_METERS * Math.pow(JUMP_RANGE, random.nextDouble());
            double direction = 2 * Math.PI * random.nextDouble();
            positions.add(new Waypoint(
                    moved(at.position(), meters * Math.cos(direction), meters * Math.sin(direction)),
                    at.recordedAt(), at.speedMps(), at.accuracyMeters()));
            return;
        }
        positions.add(at);
        if (lot < MISSING + TWICE) {
            positions.add(at);
        }
    }

    private static Waypoint at(double east, double north, double second, double speed, double accuracy) {
        return new Waypoint(moved(new GeoPoint(LATITUDE, LONGITUDE), east, north),
                START.plusNanos(Math.round(second * 1e9)), speed, accuracy);
    }

    private static GeoPoint moved(GeoPoint from, double east, double north) {
        return new GeoPoint(from.lat() + north / METERS_A_DEGREE,
                from.lng() + east / METERS_A_DEGREE / Math.cos(Math.toRadians(LATITUDE)));
    }
}
