package dev.ridewire.web.security;

import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** Denies what no {@link AccessRules} name, and says that this is why. */
record NoRule() implements AuthorizationResult {
    @Override
    public boolean isGranted() {
        return false;
    }

    static ReactiveAuthorizationManager<AuthorizationContext> denial() {
        return new ReactiveAuthorizationManager<>() {
            @Override
            public Mono<AuthorizationResult> authorize(Mono<Authentication> who, AuthorizationContext what) {
                return Mono.error(() -> new AuthorizationDeniedException("no rule names this", new NoRule()));
            }
        };
    }
}
