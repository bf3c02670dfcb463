package dev.ridewire.tracking.domain;

import java.time.Duration;
import java.time.Instant;

/** The time from a trip's start to its end. */
record TripTime(Instant start, Instant end) {
    double seconds() {
        return seconds(start, end);
    }

    /** Returns how much of the time from one moment to another lies in the trip, in seconds. */
    double secondsBetween(Instant from, Instant to) {
        return Math.max(0, seconds(from.isBefore(start) ? start : from, to.isAfter(end) ? end : to));
    }

    /** Returns the share of the time from one moment to another that lies in the trip, 0 to 1. */
    double shareOf(Instant from, Instant to) {
        return from.isBefore(to) ? secondsBetween(from, to) / seconds(from, to) : 0;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
