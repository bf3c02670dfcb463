package dev.ridewire.web.load;

import java.util.Objects;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * What costs others more than it costs whoever asks for it, so that one person may ask for it less often than for the
 * rest. A service that has such requests has a bean of this.
 */
public record CostlyRequests(ServerWebExchangeMatcher which) {
    /** None of them. */
    static final CostlyRequests NONE = new CostlyRequests(_ -> ServerWebExchangeMatcher.MatchResult.notMatch());

    public CostlyRequests {
        Objects.requireNonNull(which, "which");
    }
}
