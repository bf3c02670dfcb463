package dev.ridewire.web.security;

import dev.ridewire.web.problem.ProblemResponses;
import dev.ridewire.web.problem.ProblemType;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The answers to requests without a valid token (401) and without a fitting role (403). */
final class Refusals {
    private final ProblemResponses problems;
    private final HandlerMapping routes;

    Refusals(ProblemResponses problems, HandlerMapping routes) {
        this.problems = problems;
        this.routes = routes;
    }

    /** Answers 401. */
    Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refusal) {
        boolean tokenSent = exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        exchange.getResponse().getHeaders().set(
                HttpHeaders.WWW_AUTHENTICATE, tokenSent ? "Bearer error=\"invalid_token\"" : "Bearer");
        return problems.write(exchange, ProblemType.UNAUTHENTICATED, tokenSent
                ? faultOf(refusal)
                : "Send an access token: Authorization: Bearer …");
    }

    /** Answers 404 for an unknown path and 405 for an unknown method: only existing endpoints answer 403. */
    Mono<Void> forbid(ServerWebExchange exchange) {
        return routes.getHandler(exchange)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .then(Mono.defer(() -> answerForbidden(exchange)))
                .onErrorResume(MethodNotAllowedException.class, error -> problems.handle(exchange, error))
                .onErrorResume(ResponseStatusException.class,
                        error -> HttpStatus.NOT_FOUND.equals(error.getStatusCode())
                                ? problems.handle(exchange, error)
                                : answerForbidden(exchange));
    }

    private Mono<Void> answerForbidden(ServerWebExchange exchange) {
        return problems.write(exchange, ProblemType.FORBIDDEN, "The token's roles do not allow this.");
    }

    private static String faultOf(AuthenticationException refusal) {
        return refusal.getCause() instanceof JwtValidationException invalid
                ? invalid.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining(" "))
                : "The token can't be read or its signature does not hold.";
    }
}
