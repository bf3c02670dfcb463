package dev.ridewire.web.security;

import dev.ridewire.web.problem.ProblemResponses;
import dev.ridewire.web.problem.ProblemType;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How "who are you?" and "you may not" are answered. */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {
    private final ProblemResponses problems;
    private final HandlerMapping routes;

    Refusals(ProblemResponses problems, HandlerMapping routes) {
        this.problems = problems;
        this.routes = routes;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refusal) {
        boolean tokenSent = exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        exchange.getResponse().getHeaders().set(
                HttpHeaders.WWW_AUTHENTICATE, tokenSent ? "Bearer error=\"invalid_token\"" : "Bearer");
        return problems.write(exchange, ProblemType.UNAUTHENTICATED, tokenSent
                ? faultOf(refusal)
                : "Send an access token: Authorization: Bearer …");
    }

    /** A path that no rule names is 404, a method that it doesn't offer 405: only what exists is forbidden. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException refusal) {
        boolean ruled = !(refusal instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof NoRule);
        if (ruled) {
            return forbid(exchange);
        }
        return routes.getHandler(exchange)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .flatMap(handler -> forbid(exchange))
                .onErrorResume(error -> problems.handle(exchange, error));
    }

    private Mono<Void> forbid(ServerWebExchange exchange) {
        return problems.write(exchange, ProblemType.FORBIDDEN, "The token's roles do not allow this.");
    }

    private static String faultOf(AuthenticationException refusal) {
        return refusal.getCause() instanceof JwtValidationException invalid
                ? invalid.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining(" "))
                : "The token can't be read or its signature does not hold.";
    }
}
