package dev.ridewire.web.load;

import dev.ridewire.web.security.RequestPattern;
import java.util.Objects;

/**
 * Requests that cost others more than the person who sends them. One person may send them less often than the rest.
 * A service that has such requests declares a bean of this type.
 */
public record CostlyRequests(RequestPattern which) {
    /** No request is costly. */
    static final CostlyRequests NONE = new CostlyRequests(RequestPattern.of(null));

    public CostlyRequests {
        Objects.requireNonNull(which, "which");
    }
}
