package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of how far a device's clock is behind the server's. A report's lag is the time between its newest point
 * and its arrival: the offset plus a delay, which is never negative. The lowest lag that two reports agree on is
 * therefore the estimate.
 *
 * <p>
 * A lag that grows has two causes: a clock that was set back, or a phone that empties its queue after a tunnel. A clock
 * that was set back shows times that were there before. Without such a sign, reports must agree for longer.
 *
 * @param millis  the milliseconds to add to the device's times; negative for a clock that is ahead
 * @param settled whether two reports agreed on the estimate
 * @param lags    the lags of the last few reports, in the order of arrival
 * @param suspect a lag that stood for a damaged time, unless the next report has it too; null without one
 */
public record ClockOffset(long millis, boolean settled, List<Lag> lags, @Nullable Lag suspect) {
    /** The offset of a device that has not reported yet. */
    public static final ClockOffset UNKNOWN = new ClockOffset(0, false, List.of(), null);

    static final Duration MAX = Duration.ofMinutes(10);
    /** A single newest point so far ahead of all others of its report may have a damaged time. */
    private static final Duration ALONE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 8;
    /** Reports that follow each other more quickly count as one: so those remembered span half a minute. */
    private static final long APART_MILLIS = 4_000;
    /** Smaller changes are delays of the network; a steady offset keeps a driver's points in order. */
    private static final long SMALLEST_CHANGE_MILLIS = 2_000;
    private static final long MAX_DISAGREEMENT_MILLIS = 3_000;
    private static final long MIN_DISAGREEMENT_MILLIS = 250;
    /** The share of the time between two reports by which their lags may differ. */
    private static final int DISAGREEMENT_DIVISOR = 10;
    /**
     * The share for reports that show a clock that was set back without a sign of it, and the time between them. A
     * phone that sends its stored points a tenth faster than they were recorded does not pass.
     */
    private static final int STRICT_DIVISOR = 30;
    private static final long STRICT_SPAN_MILLIS = 20_000;

    public ClockOffset {
        lags = List.copyOf(lags);
    }

    /**
     * Returns the estimate after one more report. A lag beyond ten minutes does not count as a wrong clock.
     *
     * @param newest the device's time of the report's newest point
     * @param second that of the one before; null if there is none
     */
    public ClockOffset after(Instant newest, @Nullable Instant second, Instant arrival) {
        Objects.requireNonNull(newest, "newest");
        Lag lag = lagOf(newest, arrival);
        boolean isAlone = second != null && Duration.between(second, newest).compareTo(ALONE) > 0
                && (lag == null || lag.millis < millis - SMALLEST_CHANGE_MILLIS);
        if (second == null || !isAlone || isConfirmed(lag)) {
            return lag == null ? this : after(lag, null);
        }
        Lag before = lagOf(second, arrival);
        return before == null ? new ClockOffset(millis, settled, lags, lag) : after(before, lag);
    }

    /** Converts a time of the device to the server's clock. */
    public Instant correct(Instant recordedAt) {
        return millis == 0 ? recordedAt : recordedAt.plusMillis(millis);
    }

    private static @Nullable Lag lagOf(Instant newest, Instant arrival) {
        return newest.isBefore(arrival.minus(MAX)) || newest.isAfter(arrival.plus(MAX))
                ? null
                : new Lag(newest.toEpochMilli(), Duration.between(newest, arrival).toMillis());
    }

    private boolean isConfirmed(@Nullable Lag lag) {
        return lag != null && suspect != null && lag.agreesWith(suspect, DISAGREEMENT_DIVISOR);
    }

    private ClockOffset after(Lag last, @Nullable Lag newSuspect) {
        List<Lag> known = with(last);
        // No point is recorded after it arrived, so a single report proves that the clock is ahead of the estimate.
        if (last.millis < millis - SMALLEST_CHANGE_MILLIS) {
            return new ClockOffset(steady(last.millis), isAgreed(last, last.millis), known, newSuspect);
        }
        if (last.millis <= millis + SMALLEST_CHANGE_MILLIS) {
            return new ClockOffset(millis, settled || isAgreed(last, millis), known, newSuspect);
        }
        long raised = lowestAgreed(last);
        return raised == Long.MAX_VALUE
                ? new ClockOffset(millis, settled, known, newSuspect)
                : new ClockOffset(steady(raised), true, known, newSuspect);
    }

    /** Reports whether an earlier report agrees with the last one on an estimate. */
    private boolean isAgreed(Lag last, long estimate) {
        return lags.stream().anyMatch(earlier -> last.agreesWith(earlier, DISAGREEMENT_DIVISOR)
                && Math.abs(earlier.millis - estimate) <= SMALLEST_CHANGE_MILLIS);
    }

    private long lowestAgreed(Lag last) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < lags.size(); i++) {
            Lag earlier = lags.get(i);
            if (earlier.millis > millis + SMALLEST_CHANGE_MILLIS && shows(earlier, last, lags.subList(0, i))) {
                lowest = Math.min(lowest, Math.min(last.millis, earlier.millis));
            }
        }
        return lowest;
    }

    private boolean shows(Lag earlier, Lag last, List<Lag> before) {
        boolean wentBack = before.stream().anyMatch(lag -> lag.newestMillis > last.newestMillis);
        return !settled || wentBack
                ? last.agreesWith(earlier, DISAGREEMENT_DIVISOR)
                : last.newestMillis - earlier.newestMillis >= STRICT_SPAN_MILLIS
                        && last.agreesWith(earlier, STRICT_DIVISOR);
    }

    /** Adds a lag. Of reports that follow each other quickly, the first and the last stay. */
    private List<Lag> with(Lag last) {
        var known = new ArrayList<>(lags);
        if (known.size() > 1 && last.arrivalMillis() - known.get(known.size() - 2).arrivalMillis() < APART_MILLIS) {
            known.removeLast();
        }
        known.add(last);
        return known.subList(Math.max(0, known.size() - REMEMBERED), known.size());
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
        long arrivalMillis() {
            return newestMillis + millis;
        }

        /**
         * Reports whether the device's clock ran as the server's did since the earlier report. Points that were stored
         * offline and are sent one by one fail this unless they are sent about as fast as they were recorded.
         *
         * @param divisor of the time between both, for the difference that is allowed
         */
        boolean agreesWith(Lag earlier, int divisor) {
            long recorded = newestMillis - earlier.newestMillis;
            long allowed = Math.min(MAX_DISAGREEMENT_MILLIS, MIN_DISAGREEMENT_MILLIS + recorded / divisor);
            return recorded > 0 && Math.abs(millis - earlier.millis) <= allowed;
        }
    }
}
