package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** A reader of query parameters. It collects all faults, so that one answer names them together. */
final class Parameters {
    private final MultiValueMap<String, String> values;
    private final List<FieldFault> faults = new ArrayList<>();

    Parameters(MultiValueMap<String, String> values) {
        this.values = values;
    }

    /**
     * Reads an optional parameter.
     *
     * @param read        returns null, or throws an IllegalArgumentException, for a text that is not valid
     * @param expectation the words after "expected:"
     * @return null if the parameter is absent or at fault
     */
    <T> @Nullable T optional(String name, Function<String, @Nullable T> read, String expectation) {
        String text = values.getFirst(name);
        if (text == null) {
            return null;
        }
        T value = valueOf(text, read);
        if (value == null || values.getOrDefault(name, List.of()).size() > 1) {
            faults.add(new FieldFault("query:" + name, "expected: " + expectation));
        }
        return value;
    }

    <T> @Nullable T required(String name, Function<String, @Nullable T> read, String expectation) {
        if (!values.containsKey(name)) {
            faults.add(new FieldFault("query:" + name, "is missing; expected: " + expectation));
        }
        return optional(name, read, expectation);
    }

    private static <T> @Nullable T valueOf(String text, Function<String, @Nullable T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    static @Nullable Integer number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        return number >= least && number <= most ? number : null;
    }

    static @Nullable Duration duration(String text, Duration most) {
        Duration duration = Duration.parse(text);
        return duration.isPositive() && duration.compareTo(most) <= 0 ? duration : null;
    }

    /** @throws ProblemException if a parameter was at fault */
    void check() {
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "A parameter can't be read.", faults, Map.of());
        }
    }
}
