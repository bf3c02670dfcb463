package dev.ridewire.web.security;

import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;

/**
 * A service's own paths and who may call them: one bean for each service. Requests that no rule names are denied.
 *
 * <p>For example {@code exchanges.pathMatchers(POST, "/v1/rides").hasRole("RIDER")}.
 */
@FunctionalInterface
public interface AccessRules {
    void apply(AuthorizeExchangeSpec exchanges);
}
