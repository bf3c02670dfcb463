package dev.ridewire.web.problem;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Describes a fault of a body in the client's terms: where it is, and which value is expected, without repeating the
 * value sent.
 */
public final class BodyFaults {
    private BodyFaults() {}

    /** @param summary the text of the problem's {@code detail} */
    public record Fault(String summary, FieldFault field) {}

    /** Returns the fault that made a body unreadable. */
    public static Fault of(JacksonException error) {
        if (error instanceof MismatchedInputException mismatch) {
            return new Fault("A field has the wrong type or value.",
                    new FieldFault(pointerTo(mismatch), "expected: " + expectationOf(mismatch)));
        }
        if (error instanceof StreamReadException) {
            var location = error.getLocation();
            String place = location == null || location.getLineNr() < 1
                    ? ""
                    : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
            return new Fault("The body is not JSON.", new FieldFault("", "malformed JSON" + place));
        }
        return new Fault("A field can't be accepted.", new FieldFault(pointerTo(error), "not acceptable"));
    }

    private static String expectationOf(MismatchedInputException mismatch) {
        Class<?> target = mismatch.getTargetType();
        if (target == null) {
            return "another type";
        }
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants()).map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return nameOf(target);
    }

    private static String nameOf(Class<?> target) {
        return switch (target.getName()) {
            case "int", "long", "short", "byte", "java.lang.Integer", "java.lang.Long", "java.math.BigInteger" ->
                "a whole number";
            case "double", "float", "java.lang.Double", "java.lang.Float", "java.math.BigDecimal" -> "a number";
            case "boolean", "java.lang.Boolean" -> "true or false";
            case "java.lang.String" -> "a string";
            case "java.time.Instant" -> "an ISO-8601 time such as 2026-11-21T10:00:00Z";
            case "java.util.UUID" -> "a UUID";
            default -> Iterable.class.isAssignableFrom(target) || target.isArray() ? "an array" : "an object";
        };
    }

    private static String pointerTo(JacksonException error) {
        return error.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
