package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.domain.RideId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of rides begins, as a text that means nothing to clients. It carries no rights: a page shows own rides only. */
final class Cursor {
    private static final int BYTES = 16;

    private Cursor() {}

    static String of(RideId last) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty for a text that is no cursor. */
    static Optional<RideId> read(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new RideId(new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
