package dev.ridewire.bench.trip;

import dev.ridewire.tracking.domain.TripMeter;
import dev.ridewire.tracking.domain.Waypoint;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** A way to measure a drive. */
enum Contender {
    /** All chords. */
    RAW_SUM {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            double meters = 0;
            for (int i = 1; i < positions.size(); i++) {
                meters += positions.get(i - 1).position().metersTo(positions.get(i).position());
            }
            return OptionalDouble.of(meters);
        }
    },
    /** The chords that are neither too long nor too fast: tracking's meter before this measurement. */
    FORMER_METER {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            double meters = 0;
            double unknown = 0;
            for (int i = 1; i < positions.size(); i++) {
                double chord = positions.get(i - 1).position().metersTo(positions.get(i).position());
                double seconds = secondsBetween(positions.get(i - 1), positions.get(i));
                boolean connected = seconds <= MAX_GAP.toSeconds() && chord <= MAX_SPEED_MPS * seconds;
                meters += connected ? chord : 0;
                unknown += connected ? 0 : seconds;
            }
            double all = secondsBetween(positions.getFirst(), positions.getLast());
            return unknown > MAX_UNKNOWN * all ? OptionalDouble.empty() : OptionalDouble.of(meters);
        }
    },
    /** A Kalman filter with a smoother whose noise is set once, for independent errors of 5 m. */
    KALMAN_RTS {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            return OptionalDouble.of(new PlainSmoother(positions).meters());
        }
    },
    /** Reported speeds, integrated by trapezia. */
    SPEED_INTEGRAL {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            double meters = 0;
            for (int i = 1; i < positions.size(); i++) {
                Double from = positions.get(i - 1).speedMps();
                Double to = positions.get(i).speedMps();
                meters += from == null || to == null
                        ? 0
                        : (from + to) / 2 * secondsBetween(positions.get(i - 1), positions.get(i));
            }
            return OptionalDouble.of(meters);
        }
    },
    RIDEWIRE_POSITIONS {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            return ridewire(positions, false, false);
        }
    },
    RIDEWIRE_ACCURACY {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            return ridewire(positions, false, true);
        }
    },
    RIDEWIRE_SPEED {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            return ridewire(positions, true, false);
        }
    },
    RIDEWIRE {
        @Override
        OptionalDouble meters(List<Waypoint> positions) {
            return ridewire(positions, true, true);
        }
    };

    private static final Duration MAX_GAP = Duration.ofSeconds(60);
    private static final double MAX_SPEED_MPS = 200 / 3.6;
    private static final double MAX_UNKNOWN = 0.2;
    private static final TripMeter METER = new TripMeter(MAX_GAP, MAX_SPEED_MPS, MAX_UNKNOWN);

    /**
     * Measures the drive from its first to its last position; empty if the contender says that it can't.
     *
     * @param positions in the order they were recorded
     */
    abstract OptionalDouble meters(List<Waypoint> positions);

    private static double secondsBetween(Waypoint from, Waypoint to) {
        return Duration.between(from.recordedAt(), to.recordedAt()).toNanos() / 1e9;
    }

    private static OptionalDouble ridewire(List<Waypoint> positions, boolean withSpeed, boolean withAccuracy) {
        List<Waypoint> reported = positions.stream().map(at -> new Waypoint(at.position(), at.recordedAt(),
                withSpeed ? at.speedMps() : null, withAccuracy ? at.accuracyMeters() : null)).toList();
        return METER.covers(reported.getFirst().recordedAt(), reported.getLast().recordedAt(), reported)
                ? OptionalDouble.of(METER.meters(
                        reported.getFirst().recordedAt(), reported.getLast().recordedAt(), reported))
                : OptionalDouble.empty();
    }
}
