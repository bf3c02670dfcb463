package dev.ridewire.tracking.adapter.web.location;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.web.problem.FieldFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one message of a phone. Answers come in the order of the messages. */
sealed interface SocketAnswer {
    /** Tells what the answer means. */
    @JsonProperty("type")
    String type();

    /** The report was taken; the phone may forget it. The other members are those of the answer over HTTP. */
    record Ack(long seq, int accepted, List<ReportResult.Rejected> rejected, long clockOffsetMillis)
            implements
                SocketAnswer {
        static Ack of(long seq, ReportResult result) {
            return new Ack(seq, result.accepted(), result.rejected(), result.clockOffsetMillis());
        }

        @Override
        public String type() {
            return "ack";
        }
    }

    /** Nothing was taken: the phone sends the same message again after a while. */
    record Retry(long seq, String reason, long retryAfterMillis) implements SocketAnswer {
        @Override
        public String type() {
            return "retry";
        }
    }

    /**
     * The message can't be read; the phone must not send it again.
     *
     * @param seq null if not even the number can be read
     */
    record Fault(@Nullable Long seq, String reason, List<FieldFault> errors) implements SocketAnswer {
        @Override
        public String type() {
            return "fault";
        }
    }
}
