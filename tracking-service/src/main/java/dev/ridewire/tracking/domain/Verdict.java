package dev.ridewire.tracking.domain;

import java.util.Objects;

/** The result of judging a reported point. */
public sealed interface Verdict {
    /** The point counts. */
    record Accepted(Ping ping) implements Verdict {
        public Accepted {
            Objects.requireNonNull(ping, "ping");
        }
    }

    /** The point does not count. */
    record Rejected(Implausibility reason) implements Verdict {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
