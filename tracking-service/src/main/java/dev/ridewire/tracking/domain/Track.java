package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state against which a driver's next report is judged.
 *
 * @param newest  the newest believed point; null before the first
 * @param doubted points since then that contradict it and agree with each other
 * @param clock   the offset of the device's clock
 */
public record Track(@Nullable Ping newest, List<Ping> doubted, ClockOffset clock) {
    /** The track of a driver who has not reported to this instance yet. */
    public static final Track UNKNOWN = new Track(null, List.of(), ClockOffset.UNKNOWN);

    /** So many points that agree with each other outweigh the one that they contradict. */
    private static final int AGREEING = 3;

    public Track {
        doubted = List.copyOf(doubted);
        Objects.requireNonNull(clock, "clock");
    }

    /** Judges the points of a report in the order they were recorded, whatever their order in the report. */
    public Judgement judge(List<ReportedPoint> points, Plausibility plausibility, Instant now) {
        var refused = new ArrayList<Refusal>();
        var readable = new ArrayList<TimedPoint>();
        for (int index = 0; index < points.size(); index++) {
            Instant recordedAt = points.get(index).recordedAt();
            if (recordedAt == null) {
                refused.add(new Refusal(index, Implausibility.UNREADABLE_TIME));
            } else {
                readable.add(new TimedPoint(index, points.get(index), recordedAt));
            }
        }
        readable.sort(Comparator.comparing(TimedPoint::recordedAt));
        ClockOffset corrected = clockAfter(readable, now);

        var live = new Line(plausibility, now, newest, doubted);
        var late = new Line(plausibility, now, null, List.of());
        for (TimedPoint point : readable) {
            Instant at = isWithinReach(point.recordedAt(), now)
                    ? corrected.correct(point.recordedAt())
                    : point.recordedAt();
            boolean isLate = newest != null && at.isBefore(newest.recordedAt());
            Implausibility fault = (isLate ? late : live).take(point.point().recordedAt(at));
            if (fault != null) {
                refused.add(new Refusal(point.index(), fault));
            }
        }
        refused.sort(Comparator.comparingInt(Refusal::index));
        var forTheTrip = new ArrayList<>(late.forTheTrip);
        forTheTrip.addAll(live.forTheTrip);
        return new Judgement(
                new Track(live.last, live.doubted, corrected), live.believed, late.believed, forTheTrip, refused);
    }

    /** Times at the end of the calendar can't be added to. */
    private static boolean isWithinReach(Instant recordedAt, Instant now) {
        return recordedAt.isAfter(now.minus(Duration.ofDays(1))) && recordedAt.isBefore(now.plus(Duration.ofDays(1)));
    }

    private ClockOffset clockAfter(List<TimedPoint> sorted, Instant now) {
        return sorted.isEmpty()
                ? clock
                : clock.after(sorted.getLast().recordedAt(),
                        sorted.size() < 2 ? null : sorted.get(sorted.size() - 2).recordedAt(), now);
    }

    /**
     * The result of a report.
     *
     * @param after   the state for the next report
     * @param live    believed points that are newer than all before, in the order they were recorded
     * @param late    believed points that are older than the newest one: they count for the trip only
     * @param forTheTrip all of these, and points that need too high a speed from the one before: the trip is measured
     *                later, when the points after them show which of both was wrong
     * @param refused the other points, in the order of the report
     */
    public record Judgement(
            Track after, List<Ping> live, List<Ping> late, List<Ping> forTheTrip, List<Refusal> refused) {
        public Judgement {
            live = List.copyOf(live);
            late = List.copyOf(late);
            forTheTrip = List.copyOf(forTheTrip);
            refused = List.copyOf(refused);
        }
    }

    /** @param index the position of the point in the report */
    public record Refusal(int index, Implausibility reason) {
        public Refusal {
            Objects.requireNonNull(reason, "reason");
        }
    }

    private record TimedPoint(int index, ReportedPoint point, Instant recordedAt) {}

    /** Points in the order they were recorded, each judged by the one before. */
    private static final class Line {
        private final Plausibility plausibility;
        private final Instant now;
        private final List<Ping> believed = new ArrayList<>();
        private final List<Ping> forTheTrip = new ArrayList<>();
        private @Nullable Ping last;
        private List<Ping> doubted;

        private Line(Plausibility plausibility, Instant now, @Nullable Ping last, List<Ping> doubted) {
            this.plausibility = plausibility;
            this.now = now;
            this.last = last;
            this.doubted = doubted;
        }

        /** Returns the reason why the point is refused, or null. */
        private @Nullable Implausibility take(ReportedPoint point) {
            return switch (plausibility.judge(point, last, now)) {
                case Verdict.Accepted(Ping ping) -> believe(ping);
                case Verdict.Rejected(Implausibility reason) when reason == Implausibility.TOO_FAST -> doubt(point);
                case Verdict.Rejected(Implausibility reason) -> reason;
            };
        }

        private @Nullable Implausibility believe(Ping ping) {
            believed.add(ping);
            forTheTrip.add(ping);
            last = ping;
            doubted = List.of();
            return null;
        }

        private @Nullable Implausibility doubt(ReportedPoint point) {
            if (!(plausibility.judge(point, null, now) instanceof Verdict.Accepted(Ping ping))) {
                return Implausibility.TOO_FAST;
            }
            boolean agrees = !doubted.isEmpty()
                    && plausibility.judge(point, doubted.getLast(), now) instanceof Verdict.Accepted;
            // A point that contradicts the doubted points too begins a new row of them.
            var row = agrees ? new ArrayList<>(doubted) : new ArrayList<Ping>();
            row.add(ping);
            doubted = row;
            if (row.size() >= AGREEING) {
                return believe(ping);
            }
            forTheTrip.add(ping);
            return Implausibility.TOO_FAST;
        }
    }
}
