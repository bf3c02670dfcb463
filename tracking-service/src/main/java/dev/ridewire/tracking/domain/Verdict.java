package dev.ridewire.tracking.domain;

import java.util.Objects;

/** What came of judging a reported point. */
public sealed interface Verdict {
    /** It counts. */
    record Accepted(Ping ping) implements Verdict {
        public Accepted {
            Objects.requireNonNull(ping, "ping");
        }
    }

    /** It does not. */
    record Rejected(Implausibility reason) implements Verdict {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
