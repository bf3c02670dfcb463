package dev.ridewire.booking.config;

import dev.ridewire.booking.adapter.geometry.PolygonArea;
import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.city.Tariff;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.VehicleClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A city as an operator describes it.
 *
 * @param name               for people; the id where it is missing
 * @param currency           of all its prices, ISO 4217
 * @param timeZone           in which its days begin, for example {@code Europe/Lisbon}
 * @param area               where riders are picked up: a polygon in well-known text, longitude first
 * @param dropoffReachMeters how far beyond the area a trip may end
 * @param surgeMultiplier    how much dearer trips are, 1.00 to 5.00
 */
public record CityProperties(
        @Nullable String name,
        @Nullable String currency,
        @Nullable String timeZone,
        @Nullable String area,
        @DefaultValue("50000") double dropoffReachMeters,
        @DefaultValue("1.00") BigDecimal surgeMultiplier,
        @DefaultValue List<TariffProperties> tariffs) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern VEHICLE_CLASS = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

    /**
     * The prices of a city for a time. Days begin at midnight in the city.
     *
     * @param from  the first day
     * @param until the first day of the next tariff; missing: until further notice
     */
    public record TariffProperties(
            @Nullable String version,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @DefaultValue Map<String, Prices> classes) {
        Tariff in(CurrencyUnit currency) {
            String named = matching("tariff's version", version, VERSION);
            Map<VehicleClass, Rates> rates = new LinkedHashMap<>();
            classes.forEach((vehicleClass, prices) -> rates.put(
                    new VehicleClass(matching("vehicle class", vehicleClass, VEHICLE_CLASS)),
                    prices.in(currency, "tariff " + named + ", " + vehicleClass)));
            return new Tariff(named, required("tariff " + named + "'s from", from), until, rates);
        }
    }

    /**
     * @see Rates
     */
    public record Prices(
            @Nullable BigDecimal base,
            @Nullable BigDecimal perKilometer,
            @Nullable BigDecimal perMinute,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal bookingFee,
            @Nullable BigDecimal cancellationFee) {
        Rates in(CurrencyUnit currency, String where) {
            return new Rates(
                    price(currency, where + ": base", base),
                    price(currency, where + ": per-kilometer", perKilometer),
                    price(currency, where + ": per-minute", perMinute),
                    price(currency, where + ": minimum", minimum),
                    price(currency, where + ": booking-fee", bookingFee),
                    price(currency, where + ": cancellation-fee", cancellationFee));
        }

        private static Money price(CurrencyUnit currency, String what, @Nullable BigDecimal amount) {
            BigDecimal given = required(what, amount);
            if (given.signum() < 0 || given.stripTrailingZeros().scale() > currency.getDecimalPlaces()) {
                throw new IllegalArgumentException("%s: %s (expected: 0 or more, %d decimals of %s at most)"
                        .formatted(what, given, currency.getDecimalPlaces(), currency));
            }
            return Money.of(currency, given, RoundingMode.UNNECESSARY);
        }
    }

    /** @throws IllegalArgumentException with a sentence that says why it describes no city */
    City toCity(String id) {
        CurrencyUnit unit = currencyUnit();
        return new City(
                matching("city's id", id, ID),
                name == null ? id : name,
                polygon(),
                dropoffReachMeters,
                zone(),
                tariffs.stream().map(tariff -> tariff.in(unit)).toList());
    }

    PolygonArea polygon() {
        return PolygonArea.ofWellKnownText(required("area", area));
    }

    Surge surge() {
        return new Surge(surgeMultiplier);
    }

    private CurrencyUnit currencyUnit() {
        try {
            return CurrencyUnit.of(required("currency", currency));
        } catch (IllegalCurrencyException e) {
            throw new IllegalArgumentException("currency: %s (expected: a code of ISO 4217)".formatted(currency), e);
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(required("time-zone", timeZone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time-zone: %s (expected: a zone of the IANA database)".formatted(timeZone), e);
        }
    }

    private static String matching(String what, @Nullable String text, Pattern pattern) {
        String given = required(what, text);
        if (!pattern.matcher(given).matches()) {
            throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(what, given, pattern));
        }
        return given;
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }
}
