package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a phone: a report with the number by which it is answered.
 *
 * @param seq chosen by the phone; the answer repeats it
 */
record SocketReport(@Nullable Long seq, @Nullable List<LocationReport.@Nullable Point> points) {
    /** The largest whole number that JavaScript holds. */
    private static final long MAX_SEQ = (1L << 53) - 1;

    /** @throws ProblemException if the number is missing or out of range */
    long requiredSeq() {
        if (seq == null || seq < 0 || seq > MAX_SEQ) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The message has no number.",
                    List.of(new FieldFault("/seq", "expected: a whole number from 0 to " + MAX_SEQ)), Map.of());
        }
        return seq;
    }

    LocationReport report() {
        return new LocationReport(points);
    }

    /** Returns the number of points that the message costs; a faulty one costs as much as the largest. */
    int cost() {
        return points == null || points.isEmpty()
                ? LocationReport.MAX_POINTS
                : Math.min(points.size(), LocationReport.MAX_POINTS);
    }
}
