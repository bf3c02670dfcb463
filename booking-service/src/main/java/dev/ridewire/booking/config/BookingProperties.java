package dev.ridewire.booking.config;

import dev.ridewire.booking.domain.PriceList;
import dev.ridewire.booking.domain.Tariff;
import dev.ridewire.booking.domain.TravelAssumptions;
import dev.ridewire.booking.domain.VehicleClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator decides about booking.
 *
 * @param quoteKey  the secret that seals quotes: 32 bytes or more in base64, the same on every instance; has no default
 * @param quoteLife how long a quote holds
 * @param currency  of all tariffs, ISO 4217
 * @param tariffs   by vehicle class
 * @param sweep     how often booking looks for what is due
 */
@ConfigurationProperties("ridewire.booking")
public record BookingProperties(
        String quoteKey,
        @DefaultValue("5m") Duration quoteLife,
        @DefaultValue Travel travel,
        @DefaultValue("USD") String currency,
        Map<String, Prices> tariffs,
        @DefaultValue Sweep sweep) {
    private static final int MIN_KEY_BYTES = 32;

    public BookingProperties {
        requireKey(quoteKey);
        requirePositive("quote-life", quoteLife);
        if (tariffs == null || tariffs.isEmpty()) {
            throw new IllegalArgumentException("ridewire.booking.tariffs: none (expected: one or more)");
        }
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
     * @see Tariff
     */
    public record Prices(
            BigDecimal base, BigDecimal perKilometer, BigDecimal perMinute, BigDecimal minimum, BigDecimal bookingFee) {
        Tariff in(CurrencyUnit currency) {
            return new Tariff(
                    price(currency, base), price(currency, perKilometer), price(currency, perMinute),
                    price(currency, minimum), price(currency, bookingFee));
        }

        private static Money price(CurrencyUnit currency, BigDecimal amount) {
            return Money.of(currency, amount, RoundingMode.UNNECESSARY);
        }
    }

    /**
     * The pauses between two looks at what is due.
     *
     * @param scheduledRides  a scheduled ride is requested at most so much too late
     * @param unmeasuredRides a ride whose trip was never measured settles at most so much too late
     * @param idempotencyKeys an expired key takes up space at most so much longer
     */
    public record Sweep(
            @DefaultValue("1s") Duration scheduledRides,
            @DefaultValue("30s") Duration unmeasuredRides,
            @DefaultValue("10s") Duration idempotencyKeys) {
        public Sweep {
            requirePositive("sweep.scheduled-rides", scheduledRides);
            requirePositive("sweep.unmeasured-rides", unmeasuredRides);
            requirePositive("sweep.idempotency-keys", idempotencyKeys);
        }
    }

    PriceList priceList() {
        CurrencyUnit unit = CurrencyUnit.of(currency);
        Map<VehicleClass, Tariff> byClass = new LinkedHashMap<>();
        tariffs.forEach((name, prices) -> byClass.put(new VehicleClass(name), prices.in(unit)));
        return new PriceList(byClass, new TravelAssumptions(travel.detourFactor(), travel.metersPerSecond(),
                travel.minimumMeters(), travel.maximumMeters()));
    }

    byte[] quoteKeyBytes() {
        return Base64.getDecoder().decode(quoteKey);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "BookingProperties[quoteLife=%s, travel=%s, currency=%s, tariffs=%s, sweep=%s]".formatted(
                quoteLife, travel, currency, tariffs, sweep);
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
