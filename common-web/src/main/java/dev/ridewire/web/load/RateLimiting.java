package dev.ridewire.web.load;

import static java.util.stream.Collectors.joining;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import io.github.bucket4j.ConsumptionProbe;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Limits the requests of each person, and reports in every answer how many are left
 * (draft-ietf-httpapi-ratelimit-headers). This filter comes right after the authentication, which finds the person. It
 * comes before the access rules, because forbidden requests cost a check of the token too.
 */
final class RateLimiting implements WebFilter {
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    private final CostlyRequests costlyRequests;
    private final Held ofAll;
    private final Held ofCostly;

    /** @param costly the additional limit of {@code costlyRequests} */
    RateLimiting(PersonalLimits all, CostlyRequests costlyRequests, PersonalLimits costly) {
        this.costlyRequests = costlyRequests;
        this.ofAll = Held.to(all);
        this.ofCostly = Held.to(all, costly);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal().map(Principal::getName)
                .zipWith(costlyRequests.which().matches(exchange),
                        (person, costly) -> isLetIn(exchange, person, costly.isMatch() ? ofCostly : ofAll))
                // A request without a person reaches only the pages about the API.
                .defaultIfEmpty(true)
                .flatMap(letIn -> letIn
                        ? chain.filter(exchange)
                        : Mono.error(new ProblemException(
                                ProblemType.TOO_MANY_REQUESTS, "Nothing was done. See Retry-After.")));
    }

    /** Takes a request out of each bucket, even if one of them refuses it. */
    private static boolean isLetIn(ServerWebExchange exchange, String person, Held held) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        List<String> left = new ArrayList<>();
        long wait = 0;
        for (PersonalLimits limit : held.limits()) {
            ConsumptionProbe taken = limit.take(person);
            left.add("\"%s\";r=%d;t=%d".formatted(limit.allowance().name(), taken.getRemainingTokens(),
                    seconds(taken.getNanosToWaitForReset())));
            wait = Math.max(wait, taken.isConsumed() ? 0 : seconds(taken.getNanosToWaitForRefill()));
        }
        headers.set(RATE_LIMIT_POLICY, held.policy());
        headers.set(RATE_LIMIT, String.join(", ", left));
        if (wait > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
        }
        return wait == 0;
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * The limits of a request.
     *
     * @param policy the header's value, the same for all requests, so it is built once
     */
    private record Held(List<PersonalLimits> limits, String policy) {
        static Held to(PersonalLimits... limits) {
            return new Held(List.of(limits),
                    Stream.of(limits).map(limit -> limit.allowance().policy()).collect(joining(", ")));
        }
    }
}
