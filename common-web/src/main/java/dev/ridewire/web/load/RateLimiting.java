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
 * Holds everyone to what one person can need, and says with every answer how much is left
 * (draft-ietf-httpapi-ratelimit-headers). Right behind the authentication: before it nobody knows who asks, and what a
 * person may not ask for costs us a look at their token all the same.
 */
final class RateLimiting implements WebFilter {
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    private final CostlyRequests costlyRequests;
    private final Held ofAll;
    private final Held ofCostly;

    /** @param costly what {@code costlyRequests} are held to, beside what holds for all */
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

    /** A request is taken out of each bucket, also where another one of them refuses it. */
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

    /** The limits of a request. @param policy the same for all, so it is made once */
    private record Held(List<PersonalLimits> limits, String policy) {
        static Held to(PersonalLimits... limits) {
            return new Held(List.of(limits),
                    Stream.of(limits).map(limit -> limit.allowance().policy()).collect(joining(", ")));
        }
    }
}
