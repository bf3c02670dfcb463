package dev.ridewire.tracking.domain;

/**
 * The estimate of how far a car drove along a stretch.
 *
 * <p>
 * Adding up the chords would be wrong in both directions: independent errors lengthen a track, and chords cut corners.
 * The smoothed velocity is integrated instead. Reported speeds make it better, unless they contradict the positions.
 */
final class DrivenWay {
    private static final int ROUNDS = 6;
    private static final int ROUNDS_BEFORE_NOISE = 2;
    private static final int ROUNDS_WITH_SPEEDS = 5;
    /** The mean speed of a step below which the car stands: 1.8 km/h. */
    private static final double STANDING_MPS = 0.5;
    /** The accepted difference of speeds and positions: more than their errors, less than a wrong unit of speed. */
    private static final double MAX_DISAGREEMENT = 0.25;
    private static final double MAX_DISAGREEMENT_METERS = 200;
    /** The points of a Gauss-Legendre quadrature with three points, and their weights. */
    private static final double[] AT = {0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)};
    private static final double[] WEIGHTS = {5 / 18.0, 8 / 18.0, 5 / 18.0};

    private final Stretch stretch;
    private final double maxSpeedMps;

    DrivenWay(Stretch stretch, double maxSpeedMps) {
        this.stretch = stretch;
        this.maxSpeedMps = maxSpeedMps;
    }

    double meters() {
        if (stretch.size < 2) {
            return 0;
        }
        GpsNoise noise = GpsNoise.of(stretch);
        var smoother = new MotionSmoother(stretch);
        smoother.smooth(noise, ROUNDS);
        double byPositions = metersAlong(smoother, false);
        if (!stretch.reportsSpeed) {
            return byPositions;
        }
        smoother.smoothWithSpeeds(noise, ROUNDS_BEFORE_NOISE);
        // The speeds tell motion and noise apart, so the noise is known better now.
        smoother.smoothWithSpeeds(GpsNoise.of(stretch, smoother), ROUNDS_WITH_SPEEDS);
        double bySpeeds = metersAlong(smoother, true);
        double allowed = MAX_DISAGREEMENT_METERS + MAX_DISAGREEMENT * byPositions;
        return Math.abs(bySpeeds - byPositions) <= allowed ? bySpeeds : byPositions;
    }

    private double metersAlong(MotionSmoother smoother, boolean withSpeeds) {
        double meters = 0;
        for (int i = 1; i < stretch.size; i++) {
            double curve = 0;
            for (int k = 0; k < AT.length; k++) {
                curve += WEIGHTS[k] * smoother.speedBefore(i, AT[k]);
            }
            // The curve cuts corners, and the mean of both ends overlooks a stop between them: their errors cancel.
            double ends = (smoother.velocity(i - 1) + smoother.velocity(i)) / 2;
            double speed = withSpeeds ? (curve + ends) / 2 : curve;
            boolean stands = (withSpeeds ? ends : curve) < STANDING_MPS;
            meters += stands ? 0 : Math.min(speed, maxSpeedMps) * stretch.secondsBefore(i) * stretch.share[i];
        }
        return meters;
    }
}
