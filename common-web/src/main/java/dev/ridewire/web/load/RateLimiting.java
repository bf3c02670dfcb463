package dev.ridewire.web.load;

import static java.util.stream.Collectors.joining;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.security.PersonCheck;
import io.github.bucket4j.ConsumptionProbe;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Limits the requests of each person, and reports in every answer how many are left
 * (draft-ietf-httpapi-ratelimit-headers). It comes before the access rules, because forbidden requests cost a check of
 * the token too.
 */
final class RateLimiting implements PersonCheck {
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

    /** Takes a request out of each bucket, even if one of them refuses it. */
    @Override
    public void check(ServerWebExchange exchange, Person person) {
        var request = exchange.getRequest();
        boolean costly = costlyRequests.which()
                .matches(request.getMethod(), request.getPath().pathWithinApplication());
        Held held = costly ? ofCostly : ofAll;
        HttpHeaders headers = exchange.getResponse().getHeaders();
        var left = new StringBuilder(32);
        long wait = 0;
        for (PersonalLimits limit : held.limits()) {
            ConsumptionProbe taken = limit.take(person.id());
            left.append(left.isEmpty() ? "\"" : ", \"").append(limit.allowance().name())
                    .append("\";r=").append(taken.getRemainingTokens())
                    .append(";t=").append(seconds(taken.getNanosToWaitForReset()));
            wait = Math.max(wait, taken.isConsumed() ? 0 : seconds(taken.getNanosToWaitForRefill()));
        }
        headers.set(RATE_LIMIT_POLICY, held.policy());
        headers.set(RATE_LIMIT, left.toString());
        if (wait > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Nothing was done. See Retry-After.");
        }
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
