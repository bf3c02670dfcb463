package dev.ridewire.bench.edge;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** An issuer of RS256 tokens for drivers, with a key of its own. */
final class DriverTokens {
    static final String ISSUER = "https://issuer.bench";
    static final String AUDIENCE = "ridewire";
    private static final int KEY_BITS = 2048;
    private static final Duration LIFE = Duration.ofHours(2);

    private final KeyPair key;

    DriverTokens() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        this.key = generator.generateKeyPair();
    }

    /** Returns the public key as a JWK set. */
    String jwks() {
        var publicKey = (RSAPublicKey) key.getPublic();
        return """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"bench","n":"%s","e":"%s"}]}""".formatted(
                unsigned(publicKey.getModulus()), unsigned(publicKey.getPublicExponent()));
    }

    /** Signs a token for each driver. */
    List<String> of(int drivers) {
        long now = Instant.now().getEpochSecond();
        return IntStream.range(0, drivers).parallel().mapToObj(driver -> token(driver, now)).toList();
    }

    private String token(int driver, long now) {
        String text = base64("{\"alg\":\"RS256\",\"kid\":\"bench\"}") + "." + base64("""
                {"iss":"%s","aud":"%s","sub":"driver-%06d","roles":["driver"],"iat":%d,"exp":%d}""".formatted(
                ISSUER, AUDIENCE, driver, now, now + LIFE.toSeconds()));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key has just been made", e);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
