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
 * @param quoteLife     how long a quote holds
 * @param mostScheduled how many scheduled rides a rider may have at a time
 * @param cities        by id
 * @param fares         when a quoted fare holds
 * @param sweep         how often booking looks for what is due
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
     * The pauses between two looks at what is due.
     *
     * @param scheduledRides  a scheduled ride is requested at most so much too late
     * @param abandonedRides  a ride whose driver has vanished completes at most so much too late
     * @param unmeasuredRides a ride whose trip was never measured settles at most so much too late
     * @param idempotencyKeys an expired key takes up space at most so much longer
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

    /** By the city's id. */
    Map<String, Surge> surges() {
        Map<String, Surge> surges = new HashMap<>();
        cities.forEach((id, city) -> surges.put(id, city.surge()));
        return surges;
    }

    byte[] quoteKeyBytes() {
        return Base64.getDecoder().decode(quoteKey);
    }

    /**
     * A key of its own for another use, made of the secret, so that no text sealed for one use is good for the other.
     */
    byte[] keyFor(String use) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(quoteKeyBytes())
                    .thenExpand(use.getBytes(StandardCharsets.UTF_8), MIN_KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
        }
    }

    /** Without the key. */
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
