package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An estimate of how far a device's clock is behind the server's. A report's lag is the time between its newest point
 * and its arrival: the offset plus a delay, which is never negative. The lowest lag that two reports agree on is
 * therefore the estimate.
 *
 * @param millis the milliseconds to add to the device's times; negative for a clock that is ahead
 * @param lags   the lags of the last few reports, in the order of arrival
 */
public record ClockOffset(long millis, List<Lag> lags) {
    /** The offset of a device that has not reported yet. */
    public static final ClockOffset UNKNOWN = new ClockOffset(0, List.of());

    static final Duration MAX = Duration.ofMinutes(10);
    private static final int REMEMBERED = 4;
    /** Smaller changes are delays of the network; a steady offset keeps a driver's points in order. */
    private static final long SMALLEST_CHANGE_MILLIS = 2_000;
    private static final long MAX_DISAGREEMENT_MILLIS = 3_000;
    private static final long MIN_DISAGREEMENT_MILLIS = 250;
    /** The share of the time between two reports by which their lags may differ. */
    private static final int DISAGREEMENT_DIVISOR = 10;

    public ClockOffset {
        lags = List.copyOf(lags);
    }

    /** Returns the estimate after one more report. A lag beyond ten minutes does not count as a wrong clock. */
    public ClockOffset after(Instant newest, Instant arrival) {
        Objects.requireNonNull(newest, "newest");
        if (newest.isBefore(arrival.minus(MAX)) || newest.isAfter(arrival.plus(MAX))) {
            return this;
        }
        var known = new ArrayList<>(lags.subList(Math.max(0, lags.size() - REMEMBERED + 1), lags.size()));
        var last = new Lag(newest.toEpochMilli(), Duration.between(newest, arrival).toMillis());
        known.add(last);
        long estimate = lowestAgreed(known);
        // No point is recorded after it arrived, so a single report proves that the clock is ahead of the estimate.
        long proven = last.millis < estimate - SMALLEST_CHANGE_MILLIS ? last.millis : estimate;
        return new ClockOffset(steady(proven), known);
    }

    /** Converts a time of the device to the server's clock. */
    public Instant correct(Instant recordedAt) {
        return millis == 0 ? recordedAt : recordedAt.plusMillis(millis);
    }

    private long lowestAgreed(List<Lag> known) {
        long lowest = Long.MAX_VALUE;
        for (int later = 1; later < known.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (known.get(later).agreesWith(known.get(earlier))) {
                    lowest = Math.min(lowest, Math.min(known.get(later).millis, known.get(earlier).millis));
                }
            }
        }
        return lowest == Long.MAX_VALUE ? millis : lowest;
    }

    private long steady(long estimate) {
        if (Math.abs(estimate - millis) <= SMALLEST_CHANGE_MILLIS) {
            return millis;
        }
        return Math.abs(estimate) <= SMALLEST_CHANGE_MILLIS ? 0 : estimate;
    }

    /**
     * The lag of one report.
     *
     * @param newestMillis the device's time of the newest point
     * @param millis       between that time and the arrival
     */
    public record Lag(long newestMillis, long millis) {
        /**
         * Reports whether the device's clock ran as the server's did since the earlier report. Points that were stored
         * offline and are sent one by one fail this: they are recorded further apart than they arrive. They would pass
         * a test that allows each report much of the time since the earlier one.
         */
        boolean agreesWith(Lag earlier) {
            long recorded = newestMillis - earlier.newestMillis;
            long allowed = Math.min(MAX_DISAGREEMENT_MILLIS, MIN_DISAGREEMENT_MILLIS + recorded / DISAGREEMENT_DIVISOR);
            return recorded > 0 && Math.abs(millis - earlier.millis) <= allowed;
        }
    }
}
