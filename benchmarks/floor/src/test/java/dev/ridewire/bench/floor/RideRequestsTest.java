package dev.ridewire.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ridewire.booking.adapter.signing.HmacQuoteSeal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RideRequestsTest {
    private static final byte[] QUOTE_KEY = new byte[32];

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachRequestIsSomebodyElsesWithATokenAndAQuoteOfTheirOwn() throws Exception {
        var requests = new RideRequests(QUOTE_KEY, "https://issuer.test", "ridewire");
        var issuer = new RSASSAVerifier(JWKSet.parse(requests.publicKeys()).getKeys().getFirst().toRSAKey());

        for (int number : List.of(0, 7, 399_999)) {
            String request = new String(requests.of(number), StandardCharsets.US_ASCII);
            var token = SignedJWT.parse(found("Bearer (\\S+)", request));
            var quote = new HmacQuoteSeal(QUOTE_KEY).open(found("\"quoteId\":\"([^\"]+)\"", request)).orElseThrow();

            assertThat(token.verify(issuer)).isTrue();
            assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("rider-%08d".formatted(number))
                    .isEqualTo(quote.rider().value());
            assertThat(request).contains("Idempotency-Key: key-of-" + quote.rider().value() + "\r\n");
        }
    }

    @Test
    void theLengthOfTheBodyIsWhatTheHeaderSays() throws Exception {
        String request = new String(new RideRequests(QUOTE_KEY, "https://issuer.test", "ridewire").of(1),
                StandardCharsets.US_ASCII);

        assertThat(request.split("\r\n\r\n", 2)[1])
                .hasSize(Integer.parseInt(found("Content-Length: (\\d+)\r\n", request)));
    }

    @Test
    void theFileHoldsRequestsOfTheSameLengthInOrder() throws Exception {
        Path file = folder.resolve("requests");
        var requests = new RideRequests(QUOTE_KEY, "https://issuer.test", "ridewire");
        List<Integer> signed = new ArrayList<>();
        requests.write(file, 50, signed::add);

        int length = requests.of(0).length;
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize(50 * length);
        assertThat(signed).containsExactly(50);
        for (int number = 0; number < 50; number++) {
            assertThat(new String(bytes, number * length, length, StandardCharsets.US_ASCII))
                    .startsWith("POST /v1/rides HTTP/1.1\r\n").contains("key-of-rider-%08d\r\n".formatted(number));
        }
    }

    private static String found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
