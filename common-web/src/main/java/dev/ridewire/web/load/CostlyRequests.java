package dev.ridewire.web.load;

import java.util.Objects;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * Requests that cost others more than the person who sends them. One person may send them less often than the rest.
 * A service that has such requests declares a bean of this type.
 */
public record CostlyRequests(ServerWebExchangeMatcher which) {
    /** No request is costly. */
    static final CostlyRequests NONE = new CostlyRequests(_ -> ServerWebExchangeMatcher.MatchResult.notMatch());

    public CostlyRequests {
        Objects.requireNonNull(which, "which");
    }
}
