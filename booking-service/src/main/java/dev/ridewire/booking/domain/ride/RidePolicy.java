package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.fare.SettlementPolicy;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The operator's rules for rides.
 *
 * @param freeCancellation how long after assignment a rider may still cancel for nothing
 * @param lateDriver       the time after the promised pickup at which a delay becomes the driver's fault
 * @param pinTries         how many wrong PINs a driver may enter
 * @param mostAttempts     how many searches one ride gets; when the last driver gives it back, the ride ends
 * @param earliestSchedule how far ahead a scheduled ride must be
 * @param latestSchedule   how far ahead it may be
 * @param mostScheduled    how many scheduled rides a rider may have at a time
 * @param scheduleLead     how long before its time the search for a driver begins
 * @param overdueAfter     how long after its time a scheduled ride still waits for the end of its rider's other ride
 * @param longestRide      how long a ride may be under way; then it completes without its driver
 * @param measuredWithin   how long a completed ride waits for its trip to be measured; then its fare settles without a
 *                         measurement
 * @param settlement       when the quoted fare is final
 */
public record RidePolicy(
        Duration freeCancellation,
        Duration lateDriver,
        int pinTries,
        int mostAttempts,
        Duration earliestSchedule,
        Duration latestSchedule,
        int mostScheduled,
        Duration scheduleLead,
        Duration overdueAfter,
        Duration longestRide,
        Duration measuredWithin,
        SettlementPolicy settlement) {
    public static final RidePolicy STANDARD = new RidePolicy(
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            5,
            10,
            Duration.ofMinutes(30),
            Duration.ofDays(30),
            10,
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            Duration.ofHours(1),
            SettlementPolicy.STANDARD);

    public RidePolicy {
        Objects.requireNonNull(freeCancellation, "freeCancellation");
        Objects.requireNonNull(lateDriver, "lateDriver");
        Objects.requireNonNull(earliestSchedule, "earliestSchedule");
        Objects.requireNonNull(latestSchedule, "latestSchedule");
        Objects.requireNonNull(scheduleLead, "scheduleLead");
        Objects.requireNonNull(overdueAfter, "overdueAfter");
        Objects.requireNonNull(longestRide, "longestRide");
        Objects.requireNonNull(measuredWithin, "measuredWithin");
        Objects.requireNonNull(settlement, "settlement");
        if (pinTries < 1) {
            throw new IllegalArgumentException("pinTries: " + pinTries + " (expected: 1 or more)");
        }
        if (mostAttempts < 1) {
            throw new IllegalArgumentException("mostAttempts: " + mostAttempts + " (expected: 1 or more)");
        }
        if (mostScheduled < 1) {
            throw new IllegalArgumentException("mostScheduled: " + mostScheduled + " (expected: 1 or more)");
        }
    }

    /** Returns the same rules with others for fares, and for the number of scheduled rides. */
    public RidePolicy with(SettlementPolicy settlement, int mostScheduled) {
        return new RidePolicy(freeCancellation, lateDriver, pinTries, mostAttempts, earliestSchedule, latestSchedule,
                mostScheduled, scheduleLead, overdueAfter, longestRide, measuredWithin, settlement);
    }

    /** Returns the time up to which scheduled rides are due now. */
    public Instant dueUntil(Instant now) {
        return now.plus(scheduleLead);
    }

    /** Returns the time before which a scheduled ride is overdue and is cancelled. */
    public Instant overdueSince(Instant now) {
        return now.minus(overdueAfter);
    }

    /** Returns the time before which a ride under way counts as abandoned. */
    public Instant abandonedSince(Instant now) {
        return now.minus(longestRide);
    }

    /** Returns the time before which a completed ride stops waiting for its measured trip. */
    public Instant unmeasuredSince(Instant now) {
        return now.minus(measuredWithin);
    }

    /** Returns the fee for the rider if {@code by} cancels now; it never exceeds the price of the ride. */
    Money cancellationFee(Ride ride, Party by, Instant now) {
        Money quotedFare = ride.order().quotedFare();
        boolean free = switch (by) {
            case DRIVER, DISPATCHER -> true;
            case RIDER -> switch (ride.state()) {
                case RideState.DriverAssigned(var driver) -> isWithinFreeWindow(driver, now) || isLate(driver, now);
                case RideState.DriverArrived(var driver, var _) -> isWithinFreeWindow(driver, now)
                        || isTooSoon(ride.stateChangedAt(), driver) && isLate(driver, now);
                case RideState.Scheduled _,RideState.Requested _,RideState.InProgress _,RideState.Completed _,RideState.Cancelled _,RideState.NoDriverAvailable _ ->
                    true;
            };
        };
        Money fee = ride.order().terms().rates().cancellationFee();
        return free ? Money.zero(quotedFare.getCurrencyUnit()) : fee.isGreaterThan(quotedFare) ? quotedFare : fee;
    }

    /**
     * Returns how long cancelling stays free for someone for whom it is free now; null if time does not change that.
     */
    public @Nullable Instant freeUntil(Ride ride, Actor who, Instant now) {
        AssignedDriver driver = ride.state().driver();
        boolean rider = ride.partyOf(who).filter(Party.RIDER::equals).isPresent();
        return rider && driver != null && isWithinFreeWindow(driver, now)
                ? driver.assignedAt().plus(freeCancellation)
                : null;
    }

    /**
     * Computes the cost of a ride.
     *
     * @param measured the trip as it was driven; null where nobody measured it
     */
    Settlement settle(RideOrder order, @Nullable TripLength measured, Instant now) {
        return settlement.settle(order.quoted(), order.terms(), measured, now);
    }

    boolean allowsScheduling(Instant scheduledFor, Instant now) {
        return !scheduledFor.isBefore(now.plus(earliestSchedule)) && !scheduledFor.isAfter(now.plus(latestSchedule));
    }

    private boolean isWithinFreeWindow(AssignedDriver driver, Instant now) {
        return !now.isAfter(driver.assignedAt().plus(freeCancellation));
    }

    /**
     * An arrival in less than half of the promised time is not believed, so that a late driver gains nothing by
     * reporting it.
     */
    private static boolean isTooSoon(Instant arrivedAt, AssignedDriver driver) {
        return arrivedAt.isBefore(driver.assignedAt().plus(driver.pickupEta().dividedBy(2)));
    }

    private boolean isLate(AssignedDriver driver, Instant now) {
        return now.isAfter(driver.assignedAt().plus(driver.pickupEta()).plus(lateDriver));
    }
}
