package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import java.time.Duration;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A change to a ride that someone, or another service, asks for. */
public sealed interface RideCommand {
    /** The command of a rider, a driver or a dispatcher. */
    sealed interface OfPerson extends RideCommand {}

    /** The command that follows from the time, or from news of another service. */
    sealed interface OfSystem extends RideCommand {}

    /** The time of a scheduled ride has come. */
    record BecomeDue() implements OfSystem {}

    /**
     * Dispatch found a driver.
     *
     * @param attempt   the search that it answers
     * @param pickupEta the driver's travel time to the pickup
     */
    record AssignDriver(int attempt, DriverId driver, Vehicle vehicle, Duration pickupEta) implements OfSystem {
        public AssignDriver {
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(vehicle, "vehicle");
            Objects.requireNonNull(pickupEta, "pickupEta");
        }
    }

    /**
     * Dispatch gave up.
     *
     * @param attempt the search that it answers
     */
    record GiveUpSearch(int attempt) implements OfSystem {}

    /** The driver has arrived at the pickup. */
    record Arrive(DriverId driver) implements OfPerson {
        public Arrive {
            Objects.requireNonNull(driver, "driver");
        }
    }

    /** The rider told the driver a PIN, and the trip can start. */
    record Start(DriverId driver, Pin pin) implements OfPerson {
        public Start {
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(pin, "pin");
        }
    }

    /** The driver has arrived at the drop-off. */
    record Complete(DriverId driver) implements OfPerson {
        public Complete {
            Objects.requireNonNull(driver, "driver");
        }
    }

    /** The ride has been under way for so long that its driver will not complete it any more. */
    record CompleteAbandoned() implements OfSystem {}

    /**
     * Someone no longer wants the ride. A driver gives it back; a rider or dispatcher ends it.
     *
     * @param reason a slug that the client chose
     * @param maxFee the highest accepted fee, in the ride's currency; null to accept any
     */
    record Cancel(Actor by, String reason, @Nullable Money maxFee) implements OfPerson {
        public Cancel {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(reason, "reason");
        }

        public Cancel(Actor by, String reason) {
            this(by, reason, null);
        }

        boolean accepts(Money fee) {
            return maxFee == null || maxFee.isSameCurrency(fee) && !fee.isGreaterThan(maxFee);
        }
    }

    /**
     * The trip was measured, or will never be.
     *
     * @param measured the trip as it was driven; null where nobody measured it
     */
    record SettleFare(@Nullable TripLength measured) implements OfSystem {}
}
