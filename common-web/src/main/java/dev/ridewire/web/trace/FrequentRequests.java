package dev.ridewire.web.trace;

import dev.ridewire.web.security.RequestPattern;
import java.util.Objects;

/**
 * Requests that come so often that spans of them would bury all others. They have a span only if the client sends the
 * context of a sampled trace. A service that has such requests declares a bean of this type.
 */
public record FrequentRequests(RequestPattern which) {
    /** No request is frequent. */
    static final FrequentRequests NONE = new FrequentRequests(RequestPattern.of(null));

    public FrequentRequests {
        Objects.requireNonNull(which, "which");
    }
}
