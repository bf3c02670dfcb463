package dev.ridewire.stack.letters;

import dev.ridewire.stack.home.Part;
import java.util.Objects;
import java.util.UUID;

/** The id of an event that Kafka refused, as the command writes it: {@code outbox/<service>/<event id>}. */
public record RefusedId(String service, UUID event) {
    private static final String PREFIX = "outbox/";

    public RefusedId {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(event, "event");
    }

    static RefusedId of(String service, UUID event) {
        return new RefusedId(service, event);
    }

    public static boolean isOne(String text) {
        return text.startsWith(PREFIX);
    }

    /** @throws IllegalArgumentException if the text is no such id */
    public static RefusedId parse(String text) {
        String[] words = text.split("/", -1);
        try {
            if (words.length == 3 && isOne(text)) {
                return new RefusedId(Part.of(words[1]).label(), UUID.fromString(words[2]));
            }
        } catch (IllegalArgumentException e) {
            // The exception below reports it.
        }
        throw new IllegalArgumentException("no refused event: " + Text.line(text)
                + " (expected: like outbox/booking/01890a5d-ac96-774b-bcce-b302099a8057)");
    }

    @Override
    public String toString() {
        return PREFIX + service + "/" + event;
    }
}
