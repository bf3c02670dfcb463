package dev.ridewire.tracking.application.share;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The key under which a link is stored: the hash of its token. The token has 256 random bits, so a plain hash suffices.
 *
 * @param hash SHA-256 in 64 hexadecimal digits
 */
public record LinkKey(String hash) {
    public LinkKey {
        Objects.requireNonNull(hash, "hash");
    }

    /** Returns the key of a token. Any text has a key, so an unknown token takes as long as a known one. */
    public static LinkKey of(String token) {
        try {
            return new LinkKey(HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
