package dev.ridewire.booking.domain.ride;

import java.util.Objects;

/**
 * A ride's answer to a command. Its subtypes say which answers each kind of command can get; a refusal is a {@link
 * RideRejection}.
 */
public sealed interface Decision
        permits Decision.ToRequest, Decision.ToPerson, Decision.ToSystem, RideRejection {
    /** The answer to a rider who asks for a ride. */
    sealed interface ToRequest extends Decision permits Accepted, RideRejection.ScheduleOutOfRange {}

    /** The answer to a command of a person. */
    sealed interface ToPerson extends Decision permits ToCancel, Counted, RideRejection.ToPerson {}

    /** The answer to a cancellation. */
    sealed interface ToCancel extends ToPerson permits ToPreview, RideRejection.ToCancel {}

    /** The answer to a cancellation without a limit on its fee. */
    sealed interface ToPreview extends ToCancel permits Accepted, AlreadyDone, RideRejection.ToPreview {}

    /** The answer to a command that follows from the time, or from news of another service. */
    sealed interface ToSystem extends Decision permits Accepted, AlreadyDone, RideRejection.ToSystem {}

    /** The command took effect: store the ride and publish the fact. */
    record Accepted(Ride ride, RideFact fact) implements ToRequest, ToPreview, ToSystem {
        public Accepted {
            Objects.requireNonNull(ride, "ride");
            Objects.requireNonNull(fact, "fact");
        }
    }

    /** The same party had done it before: the ride does not change, and the command succeeds. */
    record AlreadyDone(Ride ride) implements ToPreview, ToSystem {
        public AlreadyDone {
            Objects.requireNonNull(ride, "ride");
        }
    }

    /** The command is refused, but the ride must remember it: store the ride, publish nothing. */
    record Counted(Ride ride, RideRejection.WrongPin reason) implements ToPerson {
        public Counted {
            Objects.requireNonNull(ride, "ride");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
