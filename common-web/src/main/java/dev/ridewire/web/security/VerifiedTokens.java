package dev.ridewire.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified with one set of keys. {@link TokenVerifier} starts an empty instance for other keys. A
 * token is found by the SHA-256 of its whole text, including the signature. The characters of all tokens are bounded.
 * Beyond the bound, the token that was used longest ago is forgotten.
 */
final class VerifiedTokens {
    /** The tokens of some 6,000 people. With their claims they take at most five times as many bytes. */
    static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private final int maxCharacters;
    private final Map<Digest, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    VerifiedTokens(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /** All bits of a SHA-256. */
    record Digest(long first, long second, long third, long fourth) {
        static Digest of(String token) {
            ByteBuffer bits = ByteBuffer.wrap(sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
            return new Digest(bits.getLong(), bits.getLong(), bits.getLong(), bits.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }
    }

    private record Entry(Caller caller, int characters) {}

    /** Returns the holder of a token that is known and valid now. */
    synchronized @Nullable Caller find(Digest token, Instant now) {
        Entry entry = entries.get(token);
        if (entry == null) {
            return null;
        }
        if (!entry.caller.isValidAt(now)) {
            entries.remove(token);
            characters -= entry.characters;
            return null;
        }
        return entry.caller;
    }

    /** Remembers a verified token, unless it is valid only by the tolerance for clocks that differ. */
    synchronized void add(Digest token, Caller caller, Instant now) {
        int length = caller.token().getToken().getTokenValue().length();
        if (!caller.isValidAt(now) || length > maxCharacters || entries.containsKey(token)) {
            return;
        }
        entries.put(token, new Entry(caller, length));
        characters += length;
        var oldest = entries.values().iterator();
        while (characters > maxCharacters) {
            characters -= oldest.next().characters;
            oldest.remove();
        }
    }

    synchronized int size() {
        return entries.size();
    }
}
