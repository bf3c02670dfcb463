package dev.ridewire.messaging.deadletter;

import java.util.Objects;

/**
 * The result of sending a letter again.
 *
 * @param detail a sentence for people
 */
public record Redrive(DeadLetter letter, boolean sent, String detail) {
    public Redrive {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(detail, "detail");
    }
}
