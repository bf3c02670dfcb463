package dev.ridewire.web.load;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import io.github.bucket4j.ConsumptionProbe;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Holds everyone to what one person can need, and says with every answer how much is left
 * (draft-ietf-httpapi-ratelimit-headers). Right behind the authentication: before it nobody knows who asks, and what a person may
 * not ask for costs us a look at their token all the same.
 */
final class RateLimiting implements WebFilter {
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    private static final String POLICY_NAME = "\"person\"";

    private final PersonalLimits limits;
    private final String policy;

    RateLimiting(PersonalLimits limits, LoadProperties.PerPerson policy) {
        this.limits = limits;
        this.policy = "%s;q=%d;w=%d".formatted(POLICY_NAME, policy.burst(),
                Math.ceilDiv(policy.burst(), policy.perSecond()));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal().map(Principal::getName).map(limits::take)
                .map(taken -> isLetIn(exchange, taken))
                // Whoever is nobody gets no further than to the pages about the API.
                .defaultIfEmpty(true)
                .flatMap(letIn -> letIn
                        ? chain.filter(exchange)
                        : Mono.error(new ProblemException(
                                ProblemType.TOO_MANY_REQUESTS, "Nothing was done. See Retry-After.")));
    }

    private boolean isLetIn(ServerWebExchange exchange, ConsumptionProbe taken) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(RATE_LIMIT_POLICY, policy);
        headers.set(RATE_LIMIT, "%s;r=%d;t=%d".formatted(
                POLICY_NAME, taken.getRemainingTokens(), seconds(taken.getNanosToWaitForReset())));
        if (!taken.isConsumed()) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(taken.getNanosToWaitForRefill())));
        }
        return taken.isConsumed();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
