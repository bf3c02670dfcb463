package dev.ridewire.tracking.adapter.web;

import dev.ridewire.tracking.application.ReportingLocations.Outcome;
import dev.ridewire.tracking.domain.Implausibility;
import java.util.List;

/** What became of a report. */
record ReportResult(int accepted, List<Rejected> rejected) {
    /** @param reason a slug that clients can tell apart */
    record Rejected(int index, String reason) {}

    static ReportResult of(Outcome outcome) {
        return new ReportResult(outcome.accepted(), outcome.rejected().stream()
                .map(rejection -> new Rejected(rejection.index(), slugOf(rejection.reason()))).toList());
    }

    private static String slugOf(Implausibility reason) {
        return switch (reason) {
            case OUT_OF_RANGE -> "out-of-range";
            case NULL_ISLAND -> "null-island";
            case IN_THE_FUTURE -> "in-the-future";
            case TOO_OLD -> "too-old";
            case INACCURATE -> "inaccurate";
            case NOT_NEWER -> "not-newer";
            case TOO_FAST -> "too-fast";
        };
    }
}
