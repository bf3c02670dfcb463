package dev.ridewire.booking.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;

/**
 * The house's rules for rides.
 *
 * @param freeCancellation how long after assignment a rider may still cancel for nothing
 * @param lateDriver       how long after the promised pickup time waiting becomes the driver's fault
 * @param cancellationFee  what cancelling costs after that, in the ride's currency; never more than the ride itself
 * @param pinTries         how many wrong PINs a driver may enter
 * @param earliestSchedule how far ahead a scheduled ride must be
 * @param latestSchedule   how far ahead it may be
 * @param scheduleLead     how long before its time the search for a driver begins
 * @param measuredWithin   how long a completed ride waits for its trip to be measured; then its fare settles without
 */
public record RidePolicy(
        Duration freeCancellation,
        Duration lateDriver,
        BigDecimal cancellationFee,
        int pinTries,
        Duration earliestSchedule,
        Duration latestSchedule,
        Duration scheduleLead,
        Duration measuredWithin) {
    public static final RidePolicy STANDARD = new RidePolicy(
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            new BigDecimal("5.00"),
            5,
            Duration.ofMinutes(30),
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    public RidePolicy {
        Objects.requireNonNull(freeCancellation, "freeCancellation");
        Objects.requireNonNull(lateDriver, "lateDriver");
        Objects.requireNonNull(cancellationFee, "cancellationFee");
        Objects.requireNonNull(earliestSchedule, "earliestSchedule");
        Objects.requireNonNull(latestSchedule, "latestSchedule");
        Objects.requireNonNull(scheduleLead, "scheduleLead");
        Objects.requireNonNull(measuredWithin, "measuredWithin");
        if (pinTries < 1) {
            throw new IllegalArgumentException("pinTries: " + pinTries + " (expected: 1 or more)");
        }
    }

    /** Rides that are wanted until then are due now. */
    public Instant dueUntil(Instant now) {
        return now.plus(scheduleLead);
    }

    /** Rides that completed until then wait no longer for their trips to be measured. */
    public Instant unmeasuredSince(Instant now) {
        return now.minus(measuredWithin);
    }

    /** What it costs the rider if {@code by} cancels now. */
    Money cancellationFee(Ride ride, Party by, Instant now) {
        Money quotedFare = ride.order().quotedFare();
        boolean free = switch (by) {
            case DRIVER, DISPATCHER -> true;
            case RIDER -> switch (ride.state()) {
                case RideState.DriverAssigned(var driver) -> isWithinFreeWindow(driver, now) || isLate(driver, now);
                case RideState.DriverArrived(var driver, var _) -> isWithinFreeWindow(driver, now);
                case RideState.Scheduled _,RideState.Requested _,RideState.InProgress _,RideState.Completed _,RideState.Cancelled _,RideState.NoDriverAvailable _ ->
                    true;
            };
        };
        Money fee = Money.of(quotedFare.getCurrencyUnit(), cancellationFee, RoundingMode.HALF_UP);
        return free ? Money.zero(quotedFare.getCurrencyUnit()) : fee.isGreaterThan(quotedFare) ? quotedFare : fee;
    }

    boolean allowsScheduling(Instant scheduledFor, Instant now) {
        return !scheduledFor.isBefore(now.plus(earliestSchedule)) && !scheduledFor.isAfter(now.plus(latestSchedule));
    }

    private boolean isWithinFreeWindow(AssignedDriver driver, Instant now) {
        return !now.isAfter(driver.assignedAt().plus(freeCancellation));
    }

    private boolean isLate(AssignedDriver driver, Instant now) {
        return now.isAfter(driver.assignedAt().plus(driver.pickupEta()).plus(lateDriver));
    }
}
