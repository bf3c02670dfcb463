package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.Rejection;
import java.util.Objects;

/** The ride's answer to a command. */
public sealed interface Decision {
    /** It happened: store the ride and tell the fact. */
    record Accepted(Ride ride, RideFact fact) implements Decision {
        public Accepted {
            Objects.requireNonNull(ride, "ride");
            Objects.requireNonNull(fact, "fact");
        }
    }

    /** The same party had done it before: the ride stays as it is, and the answer is a yes. */
    record AlreadyDone(Ride ride) implements Decision {
        public AlreadyDone {
            Objects.requireNonNull(ride, "ride");
        }
    }

    /** No, and nothing changed. */
    record Rejected(Rejection reason) implements Decision {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** No, and the ride must remember it: store the ride, tell nothing. */
    record Counted(Ride ride, Rejection reason) implements Decision {
        public Counted {
            Objects.requireNonNull(ride, "ride");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
