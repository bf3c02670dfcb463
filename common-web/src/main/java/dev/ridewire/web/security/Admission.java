package dev.ridewire.web.security;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.reactive.ManagementPort;
import dev.ridewire.web.reactive.RequestPermit;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The filter that lets requests in: firewall, token, limits and rules, in this order. Each is a plain call. Only a
 * fetch of the issuer's keys makes a request wait.
 *
 * <p>The management port is not reachable from outside, so its endpoints require no token. If it is no separate port,
 * its endpoints fall under the API's rules and are denied.
 */
final class Admission implements WebFilter, Ordered {
    /** The order of Spring Security's own filter. */
    private static final int ORDER = -100;

    private final TokenVerifier tokens;
    private final List<PersonCheck> checks;
    private final Rules rules;
    private final Refusals refusals;
    private final FirewallRefusals firewallRefusals;
    private final ManagementPort managementPort;
    private final StrictServerWebExchangeFirewall firewall = firewall();

    Admission(TokenVerifier tokens, List<PersonCheck> checks, Rules rules, Refusals refusals,
            FirewallRefusals firewallRefusals, ManagementPort managementPort) {
        this.tokens = tokens;
        this.checks = List.copyOf(checks);
        this.rules = rules;
        this.refusals = refusals;
        this.firewallRefusals = firewallRefusals;
        this.managementPort = managementPort;
    }

    private static StrictServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        // Routing refuses a method that a path does not serve, and only it can name those that the path serves.
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (PlainRequests.isPlain(exchange.getRequest())) {
            return authenticate(exchange, chain);
        }
        if (FirewallRefusals.CONNECT.equals(exchange.getRequest().getMethod())) {
            return firewallRefusals.handle(exchange);
        }
        return firewall.getFirewalledExchange(exchange)
                .flatMap(checked -> authenticate(checked, chain))
                .onErrorResume(ServerExchangeRejectedException.class,
                        rejection -> firewallRefusals.handle(exchange));
    }

    private Mono<Void> authenticate(ServerWebExchange exchange, WebFilterChain chain) {
        AnswerHeaders.addTo(exchange);
        if (managementPort.isEndpoint(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        try {
            String token = BearerToken.in(exchange.getRequest().getHeaders());
            if (token == null) {
                return authorize(exchange, null, chain);
            }
            Caller caller = tokens.verify(token);
            return caller == null ? fetchAndAuthenticate(exchange, token, chain) : authorize(exchange, caller, chain);
        } catch (InvalidBearerTokenException e) {
            return refusals.commence(exchange, e);
        } catch (AuthenticationServiceException e) {
            return Mono.error(e);
        }
    }

    private Mono<Void> fetchAndAuthenticate(ServerWebExchange exchange, String token, WebFilterChain chain) {
        return tokens.fetchAndVerify(token)
                .map(caller -> Mono.defer(() -> authorize(exchange, caller, chain)))
                .onErrorResume(InvalidBearerTokenException.class,
                        refusal -> Mono.just(refusals.commence(exchange, refusal)))
                .flatMap(next -> next);
    }

    private Mono<Void> authorize(ServerWebExchange exchange, @Nullable Caller caller, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (caller == null) {
            return rules.allow(request.getMethod(), request.getPath().pathWithinApplication(), null)
                    ? chain.filter(exchange)
                    : refusals.commence(exchange, new AuthenticationCredentialsNotFoundException("no token"));
        }
        var known = new Known(exchange, caller);
        try {
            for (PersonCheck check : checks) {
                check.check(known, caller.person());
            }
        } catch (ProblemException e) {
            return Mono.error(e);
        }
        if (!rules.allow(request.getMethod(), request.getPath().pathWithinApplication(), caller.person())) {
            return refusals.forbid(known);
        }
        // Refusals and public pages are fast however slow the service is. If they counted, enough of them would make
        // it look healthy.
        RequestPermit.of(exchange).measure();
        return chain.filter(known);
    }

    /** The exchange of a known person. */
    static final class Known extends ServerWebExchangeDecorator {
        private final Caller caller;

        private Known(ServerWebExchange exchange, Caller caller) {
            super(exchange);
            this.caller = caller;
            exchange.getAttributes().put(Person.class.getName(), caller.person());
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T extends Principal> Mono<T> getPrincipal() {
            return (Mono<T>) Mono.just(caller.token());
        }
    }
}
