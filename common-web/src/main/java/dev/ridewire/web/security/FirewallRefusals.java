package dev.ridewire.web.security;

import dev.ridewire.web.problem.ProblemResponses;
import dev.ridewire.web.problem.ProblemType;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The answers to requests that the firewall rejects, with what the client must change. */
final class FirewallRefusals {
    /** The only method whose request has no path, so no route can refuse it. */
    static final HttpMethod CONNECT = HttpMethod.valueOf("CONNECT");

    private final ProblemResponses problems;

    FirewallRefusals(ProblemResponses problems) {
        this.problems = problems;
    }

    Mono<Void> handle(ServerWebExchange exchange) {
        return problems.write(exchange, ProblemType.MALFORMED_REQUEST, faultOf(exchange.getRequest()));
    }

    private static String faultOf(ServerHttpRequest request) {
        if (CONNECT.equals(request.getMethod())) {
            return "The method CONNECT is for proxies, and this is none.";
        }
        String path = request.getURI().getRawPath();
        if (path.contains("//")) {
            return "The path has an empty segment: send / once where it has //.";
        }
        if (isUnclear(path)) {
            return "The path must have none of: ; \\ . or .. as a segment, %25, %2F, %5C, %2E, control characters.";
        }
        return "A header or a parameter has a character that is not allowed.";
    }

    private static boolean isUnclear(String path) {
        return path.matches("(?i).*(;|\\\\|/\\.{1,2}(/|$)|%25|%2f|%5c|%2e|%3b|%[01][0-9a-f]|%7f|%e2%80%a[89]).*");
    }
}
