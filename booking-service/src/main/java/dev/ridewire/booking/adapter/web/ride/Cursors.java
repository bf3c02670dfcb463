package dev.ridewire.booking.adapter.web.ride;

import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.RideId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The start of a page of rides, as an opaque text that clients can't forge. It grants no rights, because a page shows
 * only the rider's own rides. The signature keeps clients from depending on its format.
 */
public final class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;
    /** Half of the hash: nobody guesses 128 bits. */
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;

    public Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(RiderId rider, RideId last) {
        byte[] id = ByteBuffer.allocate(ID_BYTES)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits())
                .array();
        byte[] signed = ByteBuffer.allocate(ID_BYTES + MAC_BYTES).put(id).put(mac(rider, id)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Reads a cursor; empty for a text that is no cursor of this rider. */
    Optional<RideId> read(RiderId rider, String text) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The last Base64 character has spare bits. Another text that decodes to the same bytes is refused.
        if (signed.length != ID_BYTES + MAC_BYTES
                || !Base64.getUrlEncoder().withoutPadding().encodeToString(signed).equals(text)) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOf(signed, ID_BYTES);
        if (!MessageDigest.isEqual(mac(rider, id), Arrays.copyOfRange(signed, ID_BYTES, signed.length))) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(id);
        return Optional.of(new RideId(new UUID(buffer.getLong(), buffer.getLong())));
    }

    private byte[] mac(RiderId rider, byte[] id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(id);
            return Arrays.copyOf(mac.doFinal(rider.value().getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
