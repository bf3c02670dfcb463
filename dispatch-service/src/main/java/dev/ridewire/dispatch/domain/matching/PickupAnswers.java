package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The answers of all drivers by pickup time. Each band is a minute wide; the last one is open.
 *
 * @param bands the counts, nearest pickups first
 */
public record PickupAnswers(List<AnswerCounts> bands) {
    private static final int BANDS = 10;
    /** About a day of a large city: the bands follow a change of habits within days. */
    private static final int MOST_OF_A_BAND = 20_000;

    public PickupAnswers {
        bands = List.copyOf(bands);
        if (bands.size() != BANDS) {
            throw new IllegalArgumentException("bands: %d (expected: %d)".formatted(bands.size(), BANDS));
        }
    }

    /** Returns the start, without any answer. */
    public static PickupAnswers none() {
        return new PickupAnswers(Collections.nCopies(BANDS, AnswerCounts.NONE));
    }

    public PickupAnswers after(Duration pickupEta, boolean accepted) {
        List<AnswerCounts> next = new ArrayList<>(bands);
        next.set(bandOf(pickupEta), of(pickupEta).after(accepted, MOST_OF_A_BAND));
        return new PickupAnswers(next);
    }

    AnswerCounts of(Duration pickupEta) {
        return bands.get(bandOf(pickupEta));
    }

    /** Returns the share of accepted offers over all bands, pulled towards an expected share. */
    double smoothedShare(double expected, double strength) {
        double accepted = 0;
        double total = 0;
        for (AnswerCounts band : bands) {
            accepted += band.accepted();
            total += band.total();
        }
        return (accepted + strength * expected) / (total + strength);
    }

    private static int bandOf(Duration pickupEta) {
        return (int) Math.clamp(pickupEta.toMinutes(), 0, BANDS - 1);
    }
}
