package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.tracking.application.ReportingLocations.Outcome;
import dev.ridewire.tracking.domain.Implausibility;
import java.util.List;

/**
 * The answer to a report.
 *
 * @param clockOffsetMillis added to the times of the device: positive for a clock that is behind
 */
record ReportResult(int accepted, List<Rejected> rejected, long clockOffsetMillis) {
    /** @param reason a slug that clients can tell apart */
    record Rejected(int index, String reason) {}

    static ReportResult of(Outcome outcome) {
        return new ReportResult(outcome.accepted(), outcome.refused().stream()
                .map(refusal -> new Rejected(refusal.index(), slugOf(refusal.reason()))).toList(),
                outcome.clockOffsetMillis());
    }

    private static String slugOf(Implausibility reason) {
        return switch (reason) {
            case UNREADABLE_TIME -> "unreadable-time";
            case OUT_OF_RANGE -> "out-of-range";
            case NULL_ISLAND -> "null-island";
            case IN_THE_FUTURE -> "in-the-future";
            case TOO_OLD -> "too-old";
            case INACCURATE -> "inaccurate";
            case NOT_NEWER -> "not-newer";
            case TOO_FAST -> "too-fast";
            case OFF_SHIFT -> "off-shift";
        };
    }
}
