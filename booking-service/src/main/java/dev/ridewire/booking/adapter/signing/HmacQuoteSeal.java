package dev.ridewire.booking.adapter.signing;

import dev.ridewire.booking.application.QuoteSeal;
import dev.ridewire.booking.domain.Quote;
import dev.ridewire.booking.domain.RiderId;
import dev.ridewire.booking.domain.VehicleClass;
import dev.ridewire.geo.GeoPoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.Money;

/** A quote as readable lines and their HMAC-SHA256, both in URL-safe base64 with a dot between. */
public final class HmacQuoteSeal implements QuoteSeal {
    private static final String ALGORITHM = "HmacSHA256";
    /** Whoever changes the lines changes this too, so that older quotes are refused rather than misread. */
    private static final String FORMAT = "quote-1";
    private static final int LINES = 6;

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
        String fares = quote.fares().entrySet().stream()
                .map(fare -> fare.getKey().name() + "=" + fare.getValue())
                .sorted().collect(Collectors.joining(","));
        // The rider comes last: nobody knows what characters a subject has.
        return String.join("\n", FORMAT, Long.toString(quote.expiresAt().getEpochSecond()), write(quote.pickup()),
                write(quote.dropoff()), fares, quote.rider().value());
    }

    private static Quote read(String text) {
        String[] lines = text.split("\n", LINES);
        if (lines.length != LINES || !lines[0].equals(FORMAT)) {
            throw new IllegalArgumentException("another format");
        }
        Map<VehicleClass, Money> fares = Arrays.stream(lines[4].split(","))
                .map(fare -> fare.split("=", 2))
                .collect(Collectors.toMap(fare -> new VehicleClass(fare[0]), fare -> Money.parse(fare[1])));
        return new Quote(new RiderId(lines[5]), readPoint(lines[2]), readPoint(lines[3]), fares,
                Instant.ofEpochSecond(Long.parseLong(lines[1])));
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
