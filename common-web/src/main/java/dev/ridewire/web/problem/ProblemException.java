package dev.ridewire.web.problem;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An exception that ends a request with a problem. Only web adapters throw it; the domain returns typed rejections. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final transient List<FieldFault> fields;
    private final transient Map<String, Object> extensions;

    /** @param detail for a person; never repeats personal data back */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    /**
     * @param fields     the fields at fault
     * @param extensions further members of the problem, for example {@code currentState}
     */
    public ProblemException(ProblemType type, String detail, List<FieldFault> fields, Map<String, Object> extensions) {
        super(detail, null, false, false);
        this.type = Objects.requireNonNull(type, "type");
        this.fields = List.copyOf(fields);
        this.extensions = Map.copyOf(extensions);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldFault> fields() {
        return fields;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }
}
