package dev.ridewire.web.problem;

import java.util.List;

/** The problems of a service, one bean a service: each gets its page under {@code /problems/<slug>}. */
public record ProblemCatalogue(List<ProblemType> types) {
    public ProblemCatalogue {
        types = List.copyOf(types);
    }
}
