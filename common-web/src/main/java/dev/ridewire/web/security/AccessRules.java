package dev.ridewire.web.security;

/**
 * A service's own paths and who may call them: one bean for each service. Requests that no rule names are denied.
 *
 * <p>For example {@code rules.pathMatchers(POST, "/v1/rides").hasRole("RIDER")}.
 */
@FunctionalInterface
public interface AccessRules {
    void apply(Rules rules);
}
