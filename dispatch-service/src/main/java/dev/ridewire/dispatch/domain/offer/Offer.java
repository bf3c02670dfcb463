package dev.ridewire.dispatch.domain.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ride put before one driver.
 *
 * @param attempt   the ride's attempt that it was made for
 * @param pickupEta from the driver's position at the time to the pickup
 * @param expiresAt the driver can accept before this time
 * @param endedAt   when it stopped to bind ride and driver; null while it does (PENDING, or ACCEPTED and the ride goes
 *         on). ACCEPTED with an end is a ride that was driven
 */
public record Offer(
        UUID id,
        UUID rideId,
        String driverId,
        int attempt,
        OfferState state,
        Duration pickupEta,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {
    public Offer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rideId, "rideId");
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(pickupEta, "pickupEta");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        boolean binding = endedAt == null;
        boolean legal = switch (state) {
            case PENDING -> binding;
            case ACCEPTED -> true;
            case DECLINED, EXPIRED, WITHDRAWN -> !binding;
        };
        if (!legal) {
            throw new IllegalArgumentException("%s offer that %s".formatted(state, binding ? "binds" : "has ended"));
        }
    }

    /** Reports whether it holds its ride and its driver: at most one such offer a ride, and one a driver. */
    public boolean live() {
        return endedAt == null;
    }

    /** Reports whether it is too late to accept it. */
    public boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public Offer accepted() {
        return with(OfferState.ACCEPTED, null);
    }

    /** Ends this offer in a state that says how it ended. */
    public Offer over(OfferState end, Instant now) {
        return with(end, now);
    }

    /** Ends this offer because its driver no longer has the ride, whether they answered or not. */
    public Offer withdrawn(Instant now) {
        return over(OfferState.WITHDRAWN, now);
    }

    /** Ends this offer because the ride was driven to its end. An accepted offer stays accepted. */
    public Offer completed(Instant now) {
        return over(state == OfferState.PENDING ? OfferState.WITHDRAWN : state, now);
    }

    private Offer with(OfferState newState, @Nullable Instant newEnd) {
        return new Offer(id, rideId, driverId, attempt, newState, pickupEta, madeAt, expiresAt, newEnd);
    }
}
