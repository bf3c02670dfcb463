package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The positions of a trip that agree with each other. Each position is judged by those before and after it: of all
 * chains in which a car reaches each position from the one before, the chain with the most positions counts, and
 * among those the shortest. So a single bad first fix or jump drops out, and does not decide about its neighbours.
 *
 * <p>
 * A chain may break, as if the car had been carried elsewhere. A break costs as much as {@value #BREAK} positions, so
 * it takes more positions that agree with each other to be believed beside the others.
 */
final class Chain {
    private static final int BREAK = 3;
    /** The most earlier positions that one is compared with. */
    private static final int LOOK_BACK = 64;

    private final double maxSpeedMps;
    private final List<Waypoint> positions;
    /** The score of the best chain that ends at a position, its length, and the position before it in that chain. */
    private final int[] score;
    private final double[] meters;
    private final int[] before;

    private Chain(List<Waypoint> positions, double maxSpeedMps) {
        this.positions = positions;
        this.maxSpeedMps = maxSpeedMps;
        this.score = new int[positions.size()];
        this.meters = new double[positions.size()];
        this.before = new int[positions.size()];
    }

    /** Returns the believed positions in the order they were recorded. */
    static List<Waypoint> of(List<Waypoint> positions, double maxSpeedMps) {
        List<Waypoint> sorted = positions.stream().sorted(Waypoint.AS_RECORDED).toList();
        return sorted.isEmpty() ? sorted : new Chain(sorted, maxSpeedMps).believed();
    }

    /** Reports whether the car's way between two neighbours of a chain is measured. */
    static boolean connects(Waypoint from, Waypoint to, Duration maxGap, double maxSpeedMps) {
        return Duration.between(from.recordedAt(), to.recordedAt()).compareTo(maxGap) <= 0
                && reaches(from, to, maxSpeedMps);
    }

    static boolean reaches(Waypoint from, Waypoint to, double maxSpeedMps) {
        double seconds = from.secondsTo(to);
        return seconds > 0 && from.metersTo(to) <= maxSpeedMps * seconds;
    }

    private List<Waypoint> believed() {
        int best = 0;
        for (int i = 0; i < positions.size(); i++) {
            link(i, best);
            best = isBetter(score[i], meters[i], best) ? i : best;
        }
        var believed = new ArrayList<Waypoint>();
        for (int i = best; i >= 0; i = before[i]) {
            believed.add(positions.get(i));
        }
        Collections.reverse(believed);
        return believed;
    }

    /** @param best the end of the best chain before the position */
    private void link(int i, int best) {
        score[i] = 1;
        before[i] = -1;
        Waypoint to = positions.get(i);
        for (int j = i - 1; j >= Math.max(0, i - LOOK_BACK); j--) {
            if (score[j] + 1 >= score[i] && reaches(positions.get(j), to, maxSpeedMps)) {
                double length = meters[j] + positions.get(j).metersTo(to);
                if (isBetter(score[j] + 1, length, i)) {
                    score[i] = score[j] + 1;
                    meters[i] = length;
                    before[i] = j;
                }
            }
        }
        if (score[best] + 1 - BREAK > score[i] && positions.get(best).recordedAt().isBefore(to.recordedAt())) {
            score[i] = score[best] + 1 - BREAK;
            meters[i] = meters[best];
            before[i] = best;
        }
    }

    private boolean isBetter(int itsScore, double itsMeters, int other) {
        return itsScore > score[other] || itsScore == score[other] && itsMeters < meters[other];
    }
}
