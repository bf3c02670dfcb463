package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.board.BoardFilter;
import dev.ridewire.tracking.application.board.BoardFilter.Order;
import dev.ridewire.tracking.application.board.BoardFilter.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place behind which a page begins, as a text without meaning to clients. It grants no rights. */
final class Cursors {
    private static final Pattern FORM = Pattern.compile("([A-Z_]{1,20}) (\\d{1,17}) ([0-9a-f-]{36})");

    private Cursors() {}

    static String of(Place place) {
        String text = place.order() + " " + ChronoUnit.MICROS.between(Instant.EPOCH, place.time()) + " "
                + place.rideId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns null for a text that is no cursor of this order.
     *
     * @throws IllegalArgumentException for a text that is no cursor
     */
    static @Nullable Place read(String text, Order order) {
        Matcher matcher = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        return matcher.matches() && matcher.group(1).equals(order.name())
                ? new BoardFilter.Place(order, Instant.EPOCH.plus(Long.parseLong(matcher.group(2)), ChronoUnit.MICROS),
                        UUID.fromString(matcher.group(3)))
                : null;
    }
}
