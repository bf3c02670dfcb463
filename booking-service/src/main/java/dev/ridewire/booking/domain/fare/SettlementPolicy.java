package dev.ridewire.booking.domain.fare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The rules for when a quoted fare is final, and for the fare that replaces it otherwise. A trip's distance, or its
 * duration, is off where it differs from the estimate by more than both bounds: a share alone would punish short trips,
 * an amount alone long ones.
 *
 * @param share  of the estimate
 * @param meters of distance
 * @param time   of duration
 * @param cap    how many times the quote a fare is at most, 1 or more
 */
public record SettlementPolicy(double share, long meters, Duration time, BigDecimal cap) {
    public static final SettlementPolicy STANDARD = new SettlementPolicy(
            0.25, 1_000, Duration.ofMinutes(5), new BigDecimal("1.5"));

    public SettlementPolicy {
        if (!(share >= 0) || meters < 0 || time.isNegative()) {
            throw new IllegalArgumentException(
                    "tolerance: share %s, %d m, %s (expected: 0 or more)".formatted(share, meters, time));
        }
        if (cap.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("cap: %s (expected: 1 or more)".formatted(cap));
        }
    }

    /**
     * Computes what a ride cost.
     *
     * @param quoted   the fare that the rider was promised
     * @param terms    what it rests on
     * @param measured the trip as it was driven; null where nobody measured it
     */
    public Settlement settle(Fare quoted, FareTerms terms, @Nullable TripLength measured, Instant now) {
        if (measured == null) {
            return new Settlement(quoted, Settlement.Basis.NOT_MEASURED, null, now);
        }
        if (isAsEstimated(terms.estimate(), measured)) {
            return new Settlement(quoted, Settlement.Basis.QUOTE_HELD, measured, now);
        }
        Fare fare = terms.fareFor(measured);
        Money most = quoted.total().multipliedBy(cap, RoundingMode.DOWN);
        return fare.total().isGreaterThan(most)
                ? new Settlement(capped(fare, most), Settlement.Basis.CAPPED, measured, now)
                : new Settlement(fare, Settlement.Basis.RECOMPUTED, measured, now);
    }

    private boolean isAsEstimated(TripLength estimate, TripLength measured) {
        return isNear(estimate.distanceMeters(), measured.distanceMeters(), meters)
                && isNear(estimate.duration().toSeconds(), measured.duration().toSeconds(), time.toSeconds());
    }

    private boolean isNear(long estimated, long measured, long bound) {
        long difference = Math.abs(measured - estimated);
        return difference <= bound || difference <= estimated * share;
    }

    private static Fare capped(Fare fare, Money most) {
        List<FareLine> lines = new ArrayList<>(fare.breakdown());
        lines.add(new FareLine(FareLine.Kind.CAP, most.minus(fare.total())));
        return Fare.of(lines);
    }
}
