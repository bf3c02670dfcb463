package dev.ridewire.tracking.domain;

/**
 * A Rauch-Tung-Striebel smoother over a {@link MotionFilter}: each state is estimated from all positions, also the
 * later ones. Between two runs it weighs again, as heavy tails ask for. A car drives evenly for long and then turns or
 * brakes, and single positions and speeds are far out.
 */
final class MotionSmoother extends MotionFilter {
    /** Degrees of freedom of the velocity's steps: most are tiny and some are large. */
    private static final double STEP_FREEDOM = 0.05;
    private static final double SPEED_FREEDOM = 4;
    /** The standard deviation of a reported speed: Doppler measures it well. */
    private static final double SPEED_DEVIATION = 0.5;
    /** The squared residual, in deviations, beyond which a position counts less: four deviations. */
    private static final double FAR = 16;

    private final double[] east;
    private final double[] north;
    private final double[] inverse = new double[COVARIANCE];
    private final double[] gain = new double[STATE * STATE];

    MotionSmoother(Stretch stretch) {
        super(stretch);
        east = new double[stretch.size * STATE];
        north = new double[stretch.size * STATE];
    }

    /** Smooths the positions several times and weighs in between. */
    void smooth(GpsNoise assumed, int times) {
        for (int i = 0; i < times; i++) {
            smooth(assumed);
            weighPositions();
            weighSteps();
        }
        smooth(assumed);
    }

    /** Smooths with the reported speeds too, in the direction of the velocity that {@link #smooth} found before. */
    void smoothWithSpeeds(GpsNoise assumed, int times) {
        for (int i = 0; i < times; i++) {
            aimSpeeds();
            smooth(assumed);
            weighPositions();
            weighSteps();
        }
        aimSpeeds();
        smooth(assumed);
    }

    double velocity(int i) {
        return Math.hypot(east[i * STATE + 1], north[i * STATE + 1]);
    }

    /**
     * Returns the speed on the cubic curve to a position.
     *
     * @param u the part of the step, 0 to 1
     */
    double speedBefore(int i, double u) {
        double h = stretch.secondsBefore(i);
        return Math.hypot(slope(east, i, h, u), slope(north, i, h, u));
    }

    private static double slope(double[] state, int i, double h, double u) {
        int to = i * STATE;
        int from = to - STATE;
        return 6 * u * (1 - u) * (state[to] - state[from]) / h
                + state[from + 1] * (3 * u * u - 4 * u + 1) + state[to + 1] * (3 * u * u - 2 * u);
    }

    private void smooth(GpsNoise assumed) {
        run(assumed);
        int last = (stretch.size - 1) * STATE;
        System.arraycopy(filteredEast, last, east, last, STATE);
        System.arraycopy(filteredNorth, last, north, last, STATE);
        for (int i = stretch.size - 2; i >= 0; i--) {
            computeGain(i);
            stepBack(i, filteredEast, predictedEast, east);
            stepBack(i, filteredNorth, predictedNorth, north);
        }
    }

    /** The gain is filtered covariance × transposed transition × inverse of the next predicted covariance. */
    private void computeGain(int i) {
        double h = stretch.secondsBefore(i + 1);
        double kept = noise.correlationAfter(h);
        int c = i * COVARIANCE;
        double pp = filtered[c];
        double pv = filtered[c + 1];
        double pn = filtered[c + 2];
        double vv = filtered[c + 3];
        double vn = filtered[c + 4];
        double nn = filtered[c + 5];
        invert(predicted, c + COVARIANCE, inverse);
        gainRow(0, pp + h * pv, pv, kept * pn);
        gainRow(1, pv + h * vv, vv, kept * vn);
        gainRow(2, pn + h * vn, vn, kept * nn);
    }

    private void gainRow(int row, double a, double b, double c) {
        gain[row * STATE] = a * inverse[0] + b * inverse[1] + c * inverse[2];
        gain[row * STATE + 1] = a * inverse[1] + b * inverse[3] + c * inverse[4];
        gain[row * STATE + 2] = a * inverse[2] + b * inverse[4] + c * inverse[5];
    }

    private void stepBack(int i, double[] from, double[] next, double[] to) {
        int s = i * STATE;
        double d0 = to[s + 3] - next[s + 3];
        double d1 = to[s + 4] - next[s + 4];
        double d2 = to[s + 5] - next[s + 5];
        for (int row = 0; row < STATE; row++) {
            int g = row * STATE;
            to[s + row] = from[s + row] + gain[g] * d0 + gain[g + 1] * d1 + gain[g + 2] * d2;
        }
    }

    private static void invert(double[] m, int c, double[] to) {
        double a = m[c + 3] * m[c + 5] - m[c + 4] * m[c + 4];
        double b = m[c + 2] * m[c + 4] - m[c + 1] * m[c + 5];
        double d = m[c + 1] * m[c + 4] - m[c + 2] * m[c + 3];
        double determinant = m[c] * a + m[c + 1] * b + m[c + 2] * d;
        to[0] = a / determinant;
        to[1] = b / determinant;
        to[2] = d / determinant;
        to[3] = (m[c] * m[c + 5] - m[c + 2] * m[c + 2]) / determinant;
        to[4] = (m[c + 1] * m[c + 2] - m[c] * m[c + 4]) / determinant;
        to[5] = (m[c] * m[c + 3] - m[c + 1] * m[c + 1]) / determinant;
    }

    private void weighPositions() {
        for (int i = 0; i < stretch.size; i++) {
            double e = stretch.east[i] - east[i * STATE];
            double n = stretch.north[i] - north[i * STATE];
            double deviation = noise.scale() * stretch.accuracy[i];
            double residual = (e * e + n * n) / 2;
            white[i] = residual > FAR * (deviation * deviation + WHITE) ? residual : WHITE;
        }
    }

    private void weighSteps() {
        for (int i = 1; i < stretch.size; i++) {
            int s = i * STATE + 1;
            double e = east[s] - east[s - STATE];
            double n = north[s] - north[s - STATE];
            wandering[i] = (STEP_FREEDOM * USUAL_WANDERING + (e * e + n * n) / stretch.secondsBefore(i))
                    / (STEP_FREEDOM + 2);
        }
    }

    private void aimSpeeds() {
        for (int i = 0; i < stretch.size; i++) {
            double reported = stretch.speed[i];
            if (!Double.isNaN(reported)) {
                double known = velocity(i);
                velocityEast[i] = known == 0 ? reported : east[i * STATE + 1] * reported / known;
                velocityNorth[i] = known == 0 ? 0 : north[i * STATE + 1] * reported / known;
                double off = (known - reported) / SPEED_DEVIATION;
                velocityVariance[i] = SPEED_DEVIATION * SPEED_DEVIATION
                        * Math.max(1, (SPEED_FREEDOM + off * off) / (SPEED_FREEDOM + 1));
            }
        }
    }
}
