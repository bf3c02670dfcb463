package dev.ridewire.booking.adapter.signing;

import dev.ridewire.booking.application.fare.QuoteSeal;
import dev.ridewire.booking.domain.fare.PricedTrip;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A quote as readable lines and their HMAC-SHA256, both in URL-safe base64 with a dot between. */
public final class HmacQuoteSeal implements QuoteSeal {
    private static final String ALGORITHM = "HmacSHA256";
    /**
     * The version of the format of the sealed lines. It changes with them, so that older quotes are refused rather than
     * misread.
     */
    private static final String FORMAT = "quote-2";
    private static final int LINES = 11;

    private final SecretKeySpec key;

    /** @param key 32 bytes or more */
    public HmacQuoteSeal(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException("key: " + key.length + " bytes (expected: 32 or more)");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public String seal(Quote quote) {
        byte[] text = write(quote).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(text) + "." + encoder.encodeToString(mac(text));
    }

    @Override
    public Optional<Quote> open(String sealed) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(parts[0]);
            byte[] claimed = Base64.getUrlDecoder().decode(parts[1]);
            return MessageDigest.isEqual(mac(text), claimed)
                    ? Optional.of(read(new String(text, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String write(Quote quote) {
        PricedTrip prices = quote.prices();
        // The rider comes last, because a subject may contain any character.
        return String.join("\n", FORMAT, Long.toString(quote.expiresAt().getEpochSecond()), write(quote.pickup()),
                write(quote.dropoff()), prices.city(), prices.zone().getId(), prices.tariffVersion(),
                prices.surge().multiplier().toString(), write(prices.estimate()), write(prices.rates()),
                quote.rider().value());
    }

    private static Quote read(String text) {
        String[] lines = text.split("\n", LINES);
        if (lines.length != LINES || !lines[0].equals(FORMAT)) {
            throw new IllegalArgumentException("another format");
        }
        var prices = new PricedTrip(lines[4], ZoneId.of(lines[5]), lines[6], new Surge(new BigDecimal(lines[7])),
                readLength(lines[8]), readRates(lines[9]));
        return new Quote(new RiderId(lines[10]), readPoint(lines[2]), readPoint(lines[3]), prices,
                Instant.ofEpochSecond(Long.parseLong(lines[1])));
    }

    /** Writes the currency, then each class and its prices: {@code USD;STANDARD 2.55 1.15 …;XL …}. */
    private static String write(Map<VehicleClass, Rates> rates) {
        String currency = rates.values().iterator().next().currency().getCode();
        return rates.entrySet().stream()
                .map(entry -> entry.getKey().name() + " " + write(entry.getValue()))
                .collect(Collectors.joining(";", currency + ";", ""));
    }

    private static String write(Rates rates) {
        return Stream.of(rates.base(), rates.perKilometer(), rates.perMinute(), rates.minimum(), rates.bookingFee(),
                rates.cancellationFee()).map(price -> price.getAmount().toPlainString())
                .collect(Collectors.joining(" "));
    }

    private static Map<VehicleClass, Rates> readRates(String text) {
        String[] parts = text.split(";");
        CurrencyUnit currency = CurrencyUnit.of(parts[0]);
        Map<VehicleClass, Rates> rates = new LinkedHashMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            String[] words = part.split(" ");
            Money[] prices = Arrays.stream(words).skip(1)
                    .map(amount -> Money.of(currency, new BigDecimal(amount))).toArray(Money[]::new);
            rates.put(new VehicleClass(words[0]),
                    new Rates(prices[0], prices[1], prices[2], prices[3], prices[4], prices[5]));
        }
        return rates;
    }

    private static String write(TripLength trip) {
        return trip.distanceMeters() + " " + trip.duration().toSeconds();
    }

    private static TripLength readLength(String text) {
        String[] numbers = text.split(" ", 2);
        return new TripLength(Long.parseLong(numbers[0]), Duration.ofSeconds(Long.parseLong(numbers[1])));
    }

    private static String write(GeoPoint point) {
        return point.lat() + " " + point.lng();
    }

    private static GeoPoint readPoint(String text) {
        String[] numbers = text.split(" ", 2);
        return new GeoPoint(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }

    private byte[] mac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
