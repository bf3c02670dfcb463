package dev.ridewire.bench.floor;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ridewire.booking.adapter.signing.HmacQuoteSeal;
import dev.ridewire.booking.domain.fare.PricedTrip;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Requests as they go over the wire. Each comes from another rider, with a token, a quote and a key of its own, signed
 * before the measurement. All have the same length, so that the file needs no index.
 */
final class RideRequests {
    private static final int BATCH = 50_000;
    private static final Duration LIFE = Duration.ofHours(2);
    private static final GeoPoint PICKUP = new GeoPoint(40.758, -73.9855);
    private static final GeoPoint DROPOFF = new GeoPoint(40.7794, -73.9632);

    private final RSAKey issuerKey;
    private final RSASSASigner issuer;
    private final HmacQuoteSeal seal;
    private final String tokensIssuer;
    private final String audience;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final PricedTrip prices = prices();

    RideRequests(byte[] quoteKey, String tokensIssuer, String audience) throws JOSEException {
        this.issuerKey = new RSAKeyGenerator(RSAKeyGenerator.MIN_KEY_SIZE_BITS).algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true).generate();
        this.issuer = new RSASSASigner(issuerKey);
        this.seal = new HmacQuoteSeal(quoteKey);
        this.tokensIssuer = tokensIssuer;
        this.audience = audience;
    }

    /**
     * @param arguments file for the requests, how many, file for the issuer's public keys, booking's quote key in
     *         base64, iss, aud
     */
    public static void main(String[] arguments) throws IOException, JOSEException {
        var requests = new RideRequests(Base64.getDecoder().decode(arguments[3]), arguments[4], arguments[5]);
        requests.write(Path.of(arguments[0]), Integer.parseInt(arguments[1]),
                signed -> System.out.printf("%,d are signed%n", signed));
        Files.writeString(Path.of(arguments[2]), requests.publicKeys());
    }

    /** Writes a JWK set. */
    String publicKeys() {
        return new JWKSet(issuerKey.toPublicJWK()).toString();
    }

    /** @param signed receives the number of signed requests now and then */
    void write(Path file, int count, IntConsumer signed) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long length = of(0).length;
            for (int first = 0; first < count; first += BATCH) {
                int end = Math.min(count, first + BATCH);
                IntStream.range(first, end).parallel().forEach(rider -> write(of(rider), channel, rider * length));
                signed.accept(end);
            }
        }
    }

    private static void write(byte[] request, FileChannel file, long position) {
        try {
            file.write(ByteBuffer.wrap(request), position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the complete request of a rider. */
    byte[] of(int number) {
        String rider = "rider-%08d".formatted(number);
        String body = """
                {"quoteId":"%s","vehicleClass":"STANDARD","pickup":{"lat":%s,"lng":%s},"dropoff":{"lat":%s,"lng":%s}}"""
                .formatted(quoteOf(rider), PICKUP.lat(), PICKUP.lng(), DROPOFF.lat(), DROPOFF.lng());
        return """
                POST /v1/rides HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Idempotency-Key: key-of-%s\r
                Accept: application/json\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(tokenOf(rider), rider, body.length(), body).getBytes(StandardCharsets.US_ASCII);
    }

    private String quoteOf(String rider) {
        return seal.seal(new Quote(new RiderId(rider), PICKUP, DROPOFF, prices, now.plus(LIFE)));
    }

    private String tokenOf(String rider) {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuerKey.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer(tokensIssuer).audience(audience).subject(rider)
                        .claim("roles", List.of("rider")).issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE))).build());
        try {
            token.sign(issuer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key has just been made", e);
        }
        return token.serialize();
    }

    /** Makes a quote with the three classes of booking's own configuration. */
    private static PricedTrip prices() {
        return new PricedTrip("new-york", ZoneId.of("America/New_York"), "2026-1", new Surge(BigDecimal.ONE),
                new TripLength(3_940, Duration.ofSeconds(606)), Map.of(
                        new VehicleClass("STANDARD"), rates("2.55", "1.15", "0.35", "7.00", "2.20", "5.00"),
                        new VehicleClass("COMFORT"), rates("3.50", "1.55", "0.45", "10.00", "2.20", "7.00"),
                        new VehicleClass("XL"), rates("4.25", "1.95", "0.55", "12.00", "2.20", "7.00")));
    }

    private static Rates rates(String... amounts) {
        Money[] prices = IntStream.range(0, amounts.length)
                .mapToObj(price -> Money.of(CurrencyUnit.USD, new BigDecimal(amounts[price]))).toArray(Money[]::new);
        return new Rates(prices[0], prices[1], prices[2], prices[3], prices[4], prices[5]);
    }
}
