package dev.ridewire.web.problem;

import java.util.Objects;

/**
 * One field of a request and what is wrong with it.
 *
 * @param pointer the place of the field: a JSON pointer into the body ({@code /pickup/lat}), or {@code header:Name},
 *         {@code query:name}
 * @param detail  the fault, with the expected value
 */
public record FieldFault(String pointer, String detail) {
    public FieldFault {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(detail, "detail");
    }
}
