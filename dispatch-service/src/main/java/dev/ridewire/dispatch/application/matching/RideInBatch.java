package dev.ridewire.dispatch.application.matching;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ride in a batch: whom the batch weighed for it, whom it passed over, and the result.
 *
 * @param alikeBefore       batches since the record before, with the same result as that record; they have no record
 * @param considered        drivers with a fresh position that the search around the pickup looked at
 * @param passedOver        how many of them were no candidates, by reason
 * @param nearestPassedOver the nearest of those
 */
public record RideInBatch(
        UUID rideId,
        Instant at,
        int attempt,
        Result result,
        int alikeBefore,
        int considered,
        Map<Reason, Integer> passedOver,
        List<Weighed> candidates,
        List<PassedOver> nearestPassedOver) {
    /** The outcome of a batch for a ride. */
    public enum Result {
        /** A driver was asked. */
        OFFERED,
        /** The driver whom the batch proposed was taken or left before the offer was stored. */
        DRIVER_GONE,
        /** There were candidates, and the batch gave all of them to other rides. */
        OTHER_RIDES_FIRST,
        /** Nobody within reach could be asked. */
        NO_CANDIDATE
    }

    /** Why a driver was no candidate. */
    public enum Reason {
        /** The driver is asked, drives, or is off shift. */
        BUSY,
        /** The driver's car is of another class. */
        OTHER_CLASS,
        /** The driver declined the ride or gave it back. */
        EXCLUDED,
        /** The driver let an offer of this ride lapse a short time ago. */
        LAPSED,
        /** Enough drivers who can be asked are nearer. */
        TOO_FAR
    }

    /** The outcome of a batch for a candidate. */
    public enum Fate {
        /** The driver was asked for this ride. */
        OFFERED,
        /** The driver was proposed for this ride, and was taken or left before the offer was stored. */
        GONE,
        /** The batch gave the driver to another ride. */
        LOST,
        /** The batch gave the ride a driver at a lower total cost. */
        COSTLIER
    }

    /**
     * A candidate and the terms of its cost in seconds; see {@code docs/dispatch.md}.
     *
     * @param lapsedSeconds added because the driver let an offer of this ride lapse
     * @param lostTo        the ride that got the driver in the same batch; null if none did
     */
    public record Weighed(
            String driverId, long pickupSeconds, long waitingSeconds, long lapsedSeconds, Fate fate,
            @Nullable UUID lostTo) {
        public Weighed {
            Objects.requireNonNull(driverId, "driverId");
            Objects.requireNonNull(fate, "fate");
        }

        /** Returns the cost that the batch minimises in total. */
        public long costSeconds() {
            return pickupSeconds - waitingSeconds + lapsedSeconds;
        }
    }

    /** A driver who was no candidate. */
    public record PassedOver(String driverId, Reason reason) {
        public PassedOver {
            Objects.requireNonNull(driverId, "driverId");
            Objects.requireNonNull(reason, "reason");
        }
    }

    public RideInBatch {
        Objects.requireNonNull(rideId, "rideId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(result, "result");
        passedOver = Map.copyOf(passedOver);
        candidates = List.copyOf(candidates);
        nearestPassedOver = List.copyOf(nearestPassedOver);
    }

    RideInBatch after(int batchesAlike) {
        return new RideInBatch(rideId, at, attempt, result, batchesAlike, considered, passedOver, candidates,
                nearestPassedOver);
    }

    /**
     * Reports whether another batch went the same way for the ride: with the same result, and with drivers passed over
     * for the same reasons. Drivers and costs change with every second in a moving city.
     */
    boolean isLike(RideInBatch other) {
        return attempt == other.attempt && result == other.result
                && passedOver.keySet().equals(other.passedOver.keySet());
    }
}
