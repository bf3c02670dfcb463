package dev.ridewire.booking.domain.ride;

import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;

/** A ride's refusal of a command. Its subtypes say which command can get it. */
public sealed interface RideRejection extends Decision {
    /** The refusal of a person's command. */
    sealed interface ToPerson extends RideRejection, Decision.ToPerson permits ToCancel, WrongPin, PinLocked {}

    /** The refusal of a cancellation. */
    sealed interface ToCancel extends ToPerson, Decision.ToCancel permits ToPreview, FeeChanged {}

    /** The refusal of a cancellation that accepts any fee. */
    sealed interface ToPreview extends ToCancel, Decision.ToPreview permits RideUnknown, IllegalState {}

    /** The refusal of a command that follows from the time, or from another service. */
    sealed interface ToSystem extends RideRejection, Decision.ToSystem permits IllegalState, SearchOutdated {}

    /** There is no such ride, or it does not concern this person. The answer does not tell which. */
    record RideUnknown() implements ToPreview {}

    /** The ride is in a state that the command doesn't fit. */
    record IllegalState(RideStatus current) implements ToPreview, ToSystem {
        public IllegalState {
            Objects.requireNonNull(current, "current");
        }
    }

    /**
     * A fee for cancelling that exceeds what the cancelling party agreed to.
     *
     * @param fee the present fee
     */
    record FeeChanged(Money fee) implements ToCancel {
        public FeeChanged {
            Objects.requireNonNull(fee, "fee");
        }
    }

    /** The PIN is not the rider's. */
    record WrongPin(int triesLeft) implements ToPerson {}

    /** Too many wrong PINs: this driver can't start this ride any more. */
    record PinLocked() implements ToPerson {}

    /** The result of a search that the ride no longer waits for. */
    record SearchOutdated(int currentAttempt) implements ToSystem {}

    /** A scheduled time that is too near or too far. */
    record ScheduleOutOfRange(Instant earliest, Instant latest) implements RideRejection, Decision.ToRequest {
        public ScheduleOutOfRange {
            Objects.requireNonNull(earliest, "earliest");
            Objects.requireNonNull(latest, "latest");
        }
    }
}
