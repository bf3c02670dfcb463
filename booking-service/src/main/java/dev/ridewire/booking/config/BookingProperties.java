package dev.ridewire.booking.config;

import dev.ridewire.booking.domain.city.ServiceMap;
import dev.ridewire.booking.domain.city.TravelAssumptions;
import dev.ridewire.booking.domain.fare.SettlementPolicy;
import dev.ridewire.booking.domain.fare.Surge;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's decisions about booking.
 *
 * @param quoteKey      the secret that seals quotes and signs cursors: 32 bytes or more in base64, the same on every
 *         instance; has no default
 * @param quoteLife     how long a quote is valid
 * @param mostScheduled how many scheduled rides a rider may have at a time
 * @param cities        by id
 * @param fares         when the quoted fare is final
 * @param sweep         how often booking checks for work that is due
 */
@ConfigurationProperties("ridewire.booking")
public record BookingProperties(
        String quoteKey,
        @DefaultValue("5m") Duration quoteLife,
        @DefaultValue("10") int mostScheduled,
        @DefaultValue Travel travel,
        Map<String, CityProperties> cities,
        @DefaultValue Fares fares,
        @DefaultValue Sweep sweep) {
    private static final int MIN_KEY_BYTES = 32;

    public BookingProperties {
        requireKey(quoteKey);
        requirePositive("quote-life", quoteLife);
        if (mostScheduled < 1) {
            throw new IllegalArgumentException(
                    "ridewire.booking.most-scheduled: %d (expected: 1 or more)".formatted(mostScheduled));
        }
        if (cities == null || cities.isEmpty()) {
            throw new IllegalArgumentException("ridewire.booking.cities: none (expected: one or more)");
        }
        Cities.of(cities);
    }

    /**
     * @see TravelAssumptions
     */
    public record Travel(
            @DefaultValue("1.3") double detourFactor,
            @DefaultValue("6.5") double metersPerSecond,
            @DefaultValue("50") long minimumMeters,
            @DefaultValue("200000") long maximumMeters) {}

    /**
     * @see SettlementPolicy
     */
    public record Fares(
            @DefaultValue("0.25") double toleranceShare,
            @DefaultValue("1000") long toleranceMeters,
            @DefaultValue("5m") Duration toleranceTime,
            @DefaultValue("1.5") BigDecimal cap) {
        SettlementPolicy policy() {
            return new SettlementPolicy(toleranceShare, toleranceMeters, toleranceTime, cap);
        }
    }

    /**
     * The pauses between two checks for work that is due.
     *
     * @param scheduledRides  the longest delay with which a scheduled ride is requested
     * @param abandonedRides  the longest delay with which a ride without its driver completes
     * @param unmeasuredRides the longest delay with which an unmeasured ride settles
     * @param idempotencyKeys the longest time for which an expired key still takes up space
     */
    public record Sweep(
            @DefaultValue("1s") Duration scheduledRides,
            @DefaultValue("1m") Duration abandonedRides,
            @DefaultValue("30s") Duration unmeasuredRides,
            @DefaultValue("10s") Duration idempotencyKeys) {
        public Sweep {
            requirePositive("sweep.scheduled-rides", scheduledRides);
            requirePositive("sweep.abandoned-rides", abandonedRides);
            requirePositive("sweep.unmeasured-rides", unmeasuredRides);
            requirePositive("sweep.idempotency-keys", idempotencyKeys);
        }
    }

    ServiceMap serviceMap() {
        return new ServiceMap(Cities.of(cities), new TravelAssumptions(travel.detourFactor(),
                travel.metersPerSecond(), travel.minimumMeters(), travel.maximumMeters()));
    }

    /** Returns the cities by their ids. */
    Map<String, Surge> surges() {
        Map<String, Surge> surges = new HashMap<>();
        cities.forEach((id, city) -> surges.put(id, city.surge()));
        return surges;
    }

    byte[] quoteKeyBytes() {
        return Base64.getDecoder().decode(quoteKey);
    }

    /** Derives a key for another use from the secret, so that a text sealed for one use is not valid for the other. */
    byte[] keyFor(String use) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(quoteKeyBytes())
                    .thenExpand(use.getBytes(StandardCharsets.UTF_8), MIN_KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "BookingProperties[quoteLife=%s, mostScheduled=%d, travel=%s, cities=%s, fares=%s, sweep=%s]".formatted(
                quoteLife, mostScheduled, travel, cities, fares, sweep);
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(
                    "ridewire.booking.%s: %s (expected: more than 0)".formatted(name, duration));
        }
    }

    private static void requireKey(String quoteKey) {
        if (quoteKey == null || quoteKey.isBlank()) {
            throw new IllegalArgumentException("ridewire.booking.quote-key is missing (expected: base64)");
        }
        if (Base64.getDecoder().decode(quoteKey).length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "ridewire.booking.quote-key is too short (expected: %d bytes or more)".formatted(MIN_KEY_BYTES));
        }
    }
}
