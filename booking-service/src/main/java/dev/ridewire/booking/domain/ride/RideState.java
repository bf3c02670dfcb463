package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.Settlement;
import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The state of a ride, with exactly the data that is known in it. */
public sealed interface RideState {
    RideStatus status();

    /** Returns the present driver, or the driver until the cancellation; null if there is none. */
    default @Nullable AssignedDriver driver() {
        return null;
    }

    /** The ride is wanted later. */
    record Scheduled() implements RideState {
        @Override
        public RideStatus status() {
            return RideStatus.SCHEDULED;
        }
    }

    /** Waits for dispatch to find a driver. */
    record Requested() implements RideState {
        @Override
        public RideStatus status() {
            return RideStatus.REQUESTED;
        }
    }

    /** The driver is on the way to the pickup. */
    record DriverAssigned(AssignedDriver driver) implements RideState {
        public DriverAssigned {
            Objects.requireNonNull(driver, "driver");
        }

        @Override
        public RideStatus status() {
            return RideStatus.DRIVER_ASSIGNED;
        }
    }

    /**
     * The driver waits at the pickup.
     *
     * @param wrongPins how often the driver has entered a wrong PIN
     */
    record DriverArrived(AssignedDriver driver, int wrongPins) implements RideState {
        public DriverArrived {
            Objects.requireNonNull(driver, "driver");
            if (wrongPins < 0) {
                throw new IllegalArgumentException("wrongPins: " + wrongPins + " (expected: 0 or more)");
            }
        }

        @Override
        public RideStatus status() {
            return RideStatus.DRIVER_ARRIVED;
        }
    }

    /** The rider is in the car. */
    record InProgress(AssignedDriver driver, Instant startedAt) implements RideState {
        public InProgress {
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(startedAt, "startedAt");
        }

        @Override
        public RideStatus status() {
            return RideStatus.IN_PROGRESS;
        }
    }

    /**
     * The rider was brought to the drop-off.
     *
     * @param settlement what the ride cost; null until it settles
     */
    record Completed(
            AssignedDriver driver, Instant startedAt, Instant completedAt, @Nullable Settlement settlement)
            implements
                RideState {
        public Completed {
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(completedAt, "completedAt");
        }

        @Override
        public RideStatus status() {
            return RideStatus.COMPLETED;
        }

        /** Returns what the rider pays; null until it settles. */
        public @Nullable Money fare() {
            return settlement == null ? null : settlement.fare().total();
        }
    }

    /**
     * The ride ended before it began.
     *
     * @param driver the assigned driver, so that they can still see the outcome; null if there was none
     */
    record Cancelled(Cancellation cancellation, @Nullable AssignedDriver driver) implements RideState {
        public Cancelled {
            Objects.requireNonNull(cancellation, "cancellation");
        }

        @Override
        public RideStatus status() {
            return RideStatus.CANCELLED;
        }
    }

    /** Dispatch found no driver. */
    record NoDriverAvailable() implements RideState {
        @Override
        public RideStatus status() {
            return RideStatus.NO_DRIVER_AVAILABLE;
        }
    }
}
