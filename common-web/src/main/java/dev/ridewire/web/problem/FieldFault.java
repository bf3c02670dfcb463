package dev.ridewire.web.problem;

import java.util.Objects;

/**
 * One field of a request and what is wrong with it.
 *
 * @param pointer where it is: a JSON pointer into the body ({@code /pickup/lat}), or {@code header:Name}, {@code
 *         query:name}
 * @param detail  what is wrong, with the value that was expected
 */
public record FieldFault(String pointer, String detail) {
    public FieldFault {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(detail, "detail");
    }
}
