package dev.ridewire.web.security;

import dev.ridewire.web.problem.OutageSigns;
import dev.ridewire.web.problem.ProblemResponses;
import dev.ridewire.web.reactive.ManagementPort;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Refuses every request without a token, except for pages about the API itself. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityAutoConfiguration {
    @Bean
    SigningKeys signingKeys(SecurityProperties properties) {
        return "file".equals(properties.jwks().getScheme())
                ? SigningKeys.fromFile(properties.jwks())
                : new RemoteSigningKeys(WebClient.create(), properties.jwks(), System::nanoTime);
    }

    @Bean
    TokenVerifier tokenVerifier(SigningKeys keys, SecurityProperties properties, ObjectProvider<Clock> clocks) {
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        return new TokenVerifier(keys, new TokenChecks(properties.issuer(), properties.audience(), clock), clock);
    }

    /** The first request should not wait for the provider, and a missing provider should not prevent the start. */
    @Bean
    WarmSigningKeys warmSigningKeys(SigningKeys keys) {
        return new WarmSigningKeys(keys);
    }

    @Bean
    Admission admission(TokenVerifier tokens, ObjectProvider<AccessRules> services, ObjectProvider<PersonCheck> checks,
            ProblemResponses problems, @Qualifier("requestMappingHandlerMapping") HandlerMapping routes,
            ManagementPort managementPort) {
        var rules = new Rules();
        // The rule covers all methods: routing answers those that are not served with 405.
        rules.pathMatchers("/problems/**", "/v3/api-docs/**", "/v3/api-docs.yaml").permitAll();
        rules.pathMatchers(HttpMethod.OPTIONS).authenticated();
        services.orderedStream().forEach(rule -> rule.apply(rules));
        return new Admission(tokens, checks.orderedStream().toList(), rules, new Refusals(problems, routes),
                new FirewallRefusals(problems), managementPort);
    }

    /** Without keys no token can be checked, which is not the client's fault. */
    @Bean
    OutageSigns identityProviderOutageSigns() {
        return AuthenticationServiceException.class::isInstance;
    }

    @Bean
    WebFluxConfigurer personArgument() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new PersonArgument());
            }
        };
    }
}
