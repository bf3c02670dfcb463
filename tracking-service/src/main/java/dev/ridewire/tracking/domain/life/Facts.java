package dev.ridewire.tracking.domain.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of an aggregate's public state that explains an event. It holds no places, names or plates; a field that
 * says nothing in an event is null.
 *
 * @param state            the aggregate's state after the event
 * @param attempt          the search that the event belongs to, from 1
 * @param driverId         the driver who is asked, assigned or gone
 * @param expiresAt        the time until which the asked driver can accept
 * @param searchUntil      the time at which the search gives up
 * @param pickupEtaSeconds as estimated when the offer was made
 * @param by               the party that ended the ride
 * @param reason           a slug chosen by the client
 * @param fee              the fee of a cancellation, or the final fare
 * @param positions        the number of positions that the measured distance rests on
 */
public record Facts(
        String state,
        @Nullable Integer attempt,
        @Nullable String driverId,
        @Nullable String offerId,
        @Nullable Instant expiresAt,
        @Nullable Instant searchUntil,
        @Nullable Integer pickupEtaSeconds,
        @Nullable Instant scheduledFor,
        @Nullable String by,
        @Nullable String reason,
        @Nullable String fee,
        @Nullable Integer distanceMeters,
        @Nullable Integer positions) {
    /** Returns facts that hold nothing but the state. */
    public static Facts of(String state) {
        return new Facts(state, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public Facts withAttempt(int number) {
        return new Facts(state, number, driverId, offerId, expiresAt, searchUntil, pickupEtaSeconds, scheduledFor, by,
                reason, fee, distanceMeters, positions);
    }

    public Facts withDriver(String driver, @Nullable Integer etaSeconds) {
        return new Facts(state, attempt, driver, offerId, expiresAt, searchUntil, etaSeconds, scheduledFor, by, reason,
                fee, distanceMeters, positions);
    }

    public Facts withOffer(String offer, Instant expiry) {
        return new Facts(state, attempt, driverId, offer, expiry, searchUntil, pickupEtaSeconds, scheduledFor, by,
                reason, fee, distanceMeters, positions);
    }

    public Facts withSearchUntil(Instant end) {
        return new Facts(state, attempt, driverId, offerId, expiresAt, end, pickupEtaSeconds, scheduledFor, by, reason,
                fee, distanceMeters, positions);
    }

    public Facts withSchedule(Instant time) {
        return new Facts(state, attempt, driverId, offerId, expiresAt, searchUntil, pickupEtaSeconds, time, by, reason,
                fee, distanceMeters, positions);
    }

    public Facts withEnd(String party, String why, @Nullable String price) {
        return new Facts(state, attempt, driverId, offerId, expiresAt, searchUntil, pickupEtaSeconds, scheduledFor,
                party, why, price, distanceMeters, positions);
    }

    public Facts withFare(String price) {
        return new Facts(state, attempt, driverId, offerId, expiresAt, searchUntil, pickupEtaSeconds, scheduledFor, by,
                reason, price, distanceMeters, positions);
    }

    public Facts withDistance(int meters, int measuredBy) {
        return new Facts(state, attempt, driverId, offerId, expiresAt, searchUntil, pickupEtaSeconds, scheduledFor, by,
                reason, fee, meters, measuredBy);
    }
}
