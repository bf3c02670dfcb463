package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.fare.QuoteRejection;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideRejection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reason why a rider gets no ride. */
public sealed interface RequestRejection {
    /** Booking did not make the quote, or somebody tampered with it. */
    record QuoteInvalid() implements RequestRejection {}

    /** The quote does not cover this request. */
    record QuoteUnfit(QuoteRejection reason) implements RequestRejection {
        public QuoteUnfit {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The scheduled time is not within the allowed range. */
    record ScheduleUnfit(RideRejection.ScheduleOutOfRange reason) implements RequestRejection {
        public ScheduleUnfit {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The rider has another active ride.
     *
     * @param ride the other ride; null if it has ended meanwhile
     */
    record ActiveRideExists(@Nullable RideId ride) implements RequestRejection {}

    /** The rider has the allowed number of scheduled rides already. */
    record TooManyScheduledRides(int limit) implements RequestRejection {}

    /** The idempotency key belongs to another request. */
    record KeyReused() implements RequestRejection {}

    /** The first request with this idempotency key has no answer yet. */
    record KeyInFlight() implements RequestRejection {}
}
