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
 * The house's rules for rides.
 *
 * @param freeCancellation how long after assignment a rider may still cancel for nothing
 * @param lateDriver       how long after the promised pickup time waiting becomes the driver's fault
 * @param pinTries         how many wrong PINs a driver may enter
 * @param mostAttempts     how often a driver is searched for one ride; when the last one gives it back, it ends
 * @param earliestSchedule how far ahead a scheduled ride must be
 * @param latestSchedule   how far ahead it may be
 * @param mostScheduled    how many scheduled rides a rider may have at a time
 * @param scheduleLead     how long before its time the search for a driver begins
 * @param overdueAfter     how long after its time a scheduled ride still waits for the end of its rider's other ride
 * @param longestRide      how long a ride may be under way; then it completes without its driver
 * @param measuredWithin   how long a completed ride waits for its trip to be measured; then its fare settles without
 * @param settlement       when a quoted fare holds
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

    /** The same rules with other ones for fares, and for how many rides a rider may schedule. */
    public RidePolicy with(SettlementPolicy settlement, int mostScheduled) {
        return new RidePolicy(freeCancellation, lateDriver, pinTries, mostAttempts, earliestSchedule, latestSchedule,
                mostScheduled, scheduleLead, overdueAfter, longestRide, measuredWithin, settlement);
    }

    /** Rides that are wanted until then are due now. */
    public Instant dueUntil(Instant now) {
        return now.plus(scheduleLead);
    }

    /** Rides that were wanted until then are not waited for any longer. */
    public Instant overdueSince(Instant now) {
        return now.minus(overdueAfter);
    }

    /** Rides that started until then, and are still under way, are not waited for any longer. */
    public Instant abandonedSince(Instant now) {
        return now.minus(longestRide);
    }

    /** Rides that completed until then wait no longer for their trips to be measured. */
    public Instant unmeasuredSince(Instant now) {
        return now.minus(measuredWithin);
    }

    /** Returns what it costs the rider if {@code by} cancels now; never more than the ride itself. */
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
     * Returns how long cancelling stays free for someone for whom it is free now; null where time alone makes it no
     * dearer.
     */
    public @Nullable Instant freeUntil(Ride ride, Actor who, Instant now) {
        AssignedDriver driver = ride.state().driver();
        boolean rider = ride.partyOf(who).filter(Party.RIDER::equals).isPresent();
        return rider && driver != null && isWithinFreeWindow(driver, now)
                ? driver.assignedAt().plus(freeCancellation)
                : null;
    }

    /** Computes what a ride cost. @param measured the trip as it was driven; null where nobody measured it */
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
     * An arrival that is claimed in less than half of the promised time proves nothing: a driver who is late gains
     * nothing by it.
     */
    private static boolean isTooSoon(Instant arrivedAt, AssignedDriver driver) {
        return arrivedAt.isBefore(driver.assignedAt().plus(driver.pickupEta().dividedBy(2)));
    }

    private boolean isLate(AssignedDriver driver, Instant now) {
        return now.isAfter(driver.assignedAt().plus(driver.pickupEta()).plus(lateDriver));
    }
}
