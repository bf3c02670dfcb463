package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.tracking.domain.ReportedPoint;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a report. */
record LocationReport(@Nullable List<@Nullable Point> points) {
    /** The most points of a report: a tunnel of a minute and a half at one point a second. */
    static final int MAX_POINTS = 100;

    /**
     * One point, in the units of {@link ReportedPoint}. Its values may be anything, so that what is no number or no
     * time voids its point only.
     */
    record Point(
            @Nullable Object lat,
            @Nullable Object lng,
            @Nullable Object recordedAt,
            @Nullable Object speed,
            @Nullable Object heading,
            @Nullable Object accuracy) {}

    /** @throws ProblemException if something is missing; this method does not judge plausibility */
    List<ReportedPoint> toPoints() {
        if (points == null || points.isEmpty() || points.size() > MAX_POINTS) {
            throw malformed("/points", "expected: 1 to %d points".formatted(MAX_POINTS));
        }
        var reported = new ArrayList<ReportedPoint>(points.size());
        for (int index = 0; index < points.size(); index++) {
            Point point = points.get(index);
            if (point == null) {
                throw malformed("/points/" + index, "expected: an object");
            }
            reported.add(new ReportedPoint(numberOf(point.lat()), numberOf(point.lng()), timeOf(point.recordedAt()),
                    numberIfAny(point.speed()), numberIfAny(point.heading()), numberIfAny(point.accuracy())));
        }
        return reported;
    }

    /** Returns NaN for what is no number; that is out of every range. */
    private static double numberOf(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static @Nullable Double numberIfAny(@Nullable Object value) {
        return value == null ? null : numberOf(value);
    }

    private static @Nullable Instant timeOf(@Nullable Object value) {
        try {
            return value instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static ProblemException malformed(String pointer, String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "The report is incomplete.",
                List.of(new FieldFault(pointer, detail)), Map.of());
    }
}
