package dev.ridewire.booking.domain;

import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Why something is not done. Every "no" that booking can say to a well-formed request stands here. */
public sealed interface Rejection {
    /** There is no such ride, or it does not concern this person; which of both is nobody else's business. */
    record RideUnknown() implements Rejection {}

    /** The ride is in a state that the command doesn't fit. */
    record IllegalState(RideStatus current) implements Rejection {
        public IllegalState {
            Objects.requireNonNull(current, "current");
        }
    }

    /** A fee for cancelling that exceeds what the cancelling party agreed to. @param fee what it costs now */
    record FeeChanged(Money fee) implements Rejection {
        public FeeChanged {
            Objects.requireNonNull(fee, "fee");
        }
    }

    /** The ride is over, but its fare is not final yet. */
    record FareNotSettled() implements Rejection {}

    /** This person has not said yet how the ride was. */
    record NotRated() implements Rejection {}

    /** The rating was given too long ago to be changed. */
    record RatingFinal() implements Rejection {}

    /** The result of a search that is no longer the ride's. */
    record SearchOutdated(int currentAttempt) implements Rejection {}

    record WrongPin(int triesLeft) implements Rejection {}

    /** Too many wrong PINs: this driver can't start this ride any more. */
    record PinLocked() implements Rejection {}

    /** The ride is no longer at the version that the client had seen. */
    record StaleRide(long currentVersion) implements Rejection {}

    /** Others kept changing the ride at the same time. */
    record RideContended() implements Rejection {}

    /** The rider's other ride is not over. @param ride which one; null where it has ended meanwhile */
    record ActiveRideExists(@Nullable RideId ride) implements Rejection {}

    /** The rider has as many scheduled rides as one may have. */
    record TooManyScheduledRides(int limit) implements Rejection {}

    /** The idempotency key stands for another request. */
    record KeyReused() implements Rejection {}

    /** The first request with this idempotency key has no answer yet. */
    record KeyInFlight() implements Rejection {}

    /** The quote was not made here, or was tampered with. */
    record QuoteInvalid() implements Rejection {}

    record QuoteExpired() implements Rejection {}

    /** The quote is for another rider, another way or lacks the vehicle class. */
    record QuoteMismatch() implements Rejection {}

    /** Pickup and drop-off are the same place. */
    record TripTooShort(long minimumMeters) implements Rejection {}

    record TripTooLong(long maximumMeters) implements Rejection {}

    /**
     * No city's cars go there.
     *
     * @param which  which end of the trip it is
     * @param served what is served
     */
    record OutsideServiceArea(Stop which, List<City> served) implements Rejection {
        public OutsideServiceArea {
            Objects.requireNonNull(which, "which");
            served = List.copyOf(served);
        }
    }

    /** An end of a trip. */
    enum Stop {
        PICKUP, DROPOFF
    }

    /** A scheduled time that is too near or too far. */
    record ScheduleOutOfRange(Instant earliest, Instant latest) implements Rejection {
        public ScheduleOutOfRange {
            Objects.requireNonNull(earliest, "earliest");
            Objects.requireNonNull(latest, "latest");
        }
    }
}
