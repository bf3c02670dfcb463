package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.fare.QuoteRejection;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideRejection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reason why a rider gets no ride. */
public sealed interface RequestRejection {
    /** The quote was not made here, or was tampered with. */
    record QuoteInvalid() implements RequestRejection {}

    /** The quote does not hold for this request. */
    record QuoteUnfit(QuoteRejection reason) implements RequestRejection {
        public QuoteUnfit {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The ride is wanted at a time for which none can be scheduled. */
    record ScheduleUnfit(RideRejection.ScheduleOutOfRange reason) implements RequestRejection {
        public ScheduleUnfit {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The rider's other ride is not over. @param ride which one; null where it has ended meanwhile */
    record ActiveRideExists(@Nullable RideId ride) implements RequestRejection {}

    /** The rider has as many scheduled rides as one may have. */
    record TooManyScheduledRides(int limit) implements RequestRejection {}

    /** The idempotency key stands for another request. */
    record KeyReused() implements RequestRejection {}

    /** The first request with this idempotency key has no answer yet. */
    record KeyInFlight() implements RequestRejection {}
}
