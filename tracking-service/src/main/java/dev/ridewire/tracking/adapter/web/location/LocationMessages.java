package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.application.ReportingLocations;
import dev.ridewire.web.problem.BodyFaults;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The meaning of the messages on a driver's socket. */
final class LocationMessages {
    /** The pause before a phone sends again what could not be taken. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final FieldFault NO_OBJECT = new FieldFault("", "expected: an object");

    private final ReportingLocations reportingLocations;
    private final JsonMapper json;

    LocationMessages(ReportingLocations reportingLocations, JsonMapper json) {
        this.reportingLocations = reportingLocations;
        this.json = json;
    }

    /** Reads a message; a faulty one carries its answer. */
    Message read(InputStream text) {
        JsonNode message = null;
        try {
            message = json.readTree(text);
            var report = json.treeToValue(message, SocketReport.class);
            return report == null ? faulty(message, NO_OBJECT) : new Message(report, null);
        } catch (JacksonException e) {
            return faulty(message, BodyFaults.of(e).field());
        }
    }

    /** @param message null if the message is no JSON */
    private static Message faulty(@Nullable JsonNode message, FieldFault fault) {
        JsonNode seq = message == null ? null : message.get("seq");
        return new Message(null, new SocketAnswer.Fault(
                seq != null && seq.isIntegralNumber() && seq.canConvertToLong() ? seq.asLong() : null, "malformed",
                List.of(fault)));
    }

    /** Reports the points of a message. */
    SocketAnswer answer(String driverId, Message message) {
        if (message.fault() != null) {
            return message.fault();
        }
        SocketReport report = message.required();
        try {
            long seq = report.requiredSeq();
            // A trace of the handshake would last as long as the shift, so positions of a socket belong to none.
            return reportingLocations.report(driverId, report.report().toPoints(), TraceContext.NONE)
                    .<SocketAnswer>map(outcome -> SocketAnswer.Ack.of(seq, ReportResult.of(outcome)))
                    .orElseGet(() -> new SocketAnswer.Retry(seq, LocationProblems.FEED_AWAY.slug(), pause()));
        } catch (ProblemException e) {
            return new SocketAnswer.Fault(report.seq(), "malformed", e.fields());
        }
    }

    String write(SocketAnswer answer) {
        return json.writeValueAsString(answer);
    }

    /** The pause is random, so that all phones do not return at the same moment. */
    private static long pause() {
        return ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis());
    }

    /**
     * A message as far as it could be read: a report, or the answer to a faulty one.
     *
     * @param report null for a faulty message
     * @param fault  null for a report
     */
    record Message(@Nullable SocketReport report, @Nullable SocketAnswer fault) {
        /** Returns the number of points that the message costs. A faulty one costs as much as a full report. */
        int cost() {
            return report == null ? LocationReport.MAX_POINTS : report.cost();
        }

        private SocketReport required() {
            if (report == null) {
                throw new IllegalStateException("report: null (expected: a report, as there is no fault)");
            }
            return report;
        }
    }
}
