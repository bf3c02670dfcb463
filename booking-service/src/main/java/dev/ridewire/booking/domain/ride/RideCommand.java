package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import java.time.Duration;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The change to a ride that someone, or another service, wants. */
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
     * @param attempt   the search it answers
     * @param pickupEta the driver's way to the pickup
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
     * @param attempt the search it answers
     */
    record GiveUpSearch(int attempt) implements OfSystem {}

    /** The driver stands at the pickup. */
    record Arrive(DriverId driver) implements OfPerson {
        public Arrive {
            Objects.requireNonNull(driver, "driver");
        }
    }

    /** The rider told the driver a PIN and they want to go. */
    record Start(DriverId driver, Pin pin) implements OfPerson {
        public Start {
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(pin, "pin");
        }
    }

    /** The driver stands at the drop-off. */
    record Complete(DriverId driver) implements OfPerson {
        public Complete {
            Objects.requireNonNull(driver, "driver");
        }
    }

    /** The ride has been under way for so long that its driver will not say that it is over. */
    record CompleteAbandoned() implements OfSystem {}

    /**
     * Someone no longer wants the ride. A driver gives it back; a rider or dispatcher ends it.
     *
     * @param reason a slug that the client chose
     * @param maxFee the most that it may cost, in the ride's currency; null: whatever it costs
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
