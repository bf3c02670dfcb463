package dev.ridewire.web.security;

import dev.ridewire.web.problem.OutageSigns;
import dev.ridewire.web.problem.ProblemResponses;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Refuses every request without a token, except for pages about the API itself. */
@AutoConfiguration(before = {
        ReactiveOAuth2ResourceServerAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(SecurityProperties.class)
@EnableWebFluxSecurity
class SecurityAutoConfiguration {
    @Bean
    SigningKeys signingKeys(SecurityProperties properties) {
        return "file".equals(properties.jwks().getScheme())
                ? SigningKeys.fromFile(properties.jwks())
                : new RemoteSigningKeys(WebClient.create(), properties.jwks(), System::nanoTime);
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(SigningKeys keys, SecurityProperties properties, ObjectProvider<Clock> clock) {
        return TokenDecoding.decoder(keys, properties, clock.getIfUnique(Clock::systemUTC));
    }

    /** The first request should not wait for the provider, and a missing provider should not prevent the start. */
    @Bean
    WarmSigningKeys warmSigningKeys(SigningKeys keys) {
        return new WarmSigningKeys(keys);
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain apiAccess(
            ServerHttpSecurity http, ObjectProvider<AccessRules> rules, ReactiveJwtDecoder decoder,
            ProblemResponses problems, @Qualifier("requestMappingHandlerMapping") HandlerMapping routes) {
        var refusals = new Refusals(problems, routes);
        var authorities = new ReactiveJwtAuthenticationConverterAdapter(TokenDecoding.authorities());
        return stateless(http)
                .oauth2ResourceServer(server -> server
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(authorities)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeExchange(exchanges -> {
                    // The rule covers all methods: routing answers those that are not served with 405.
                    exchanges.pathMatchers("/problems/**", "/v3/api-docs/**", "/v3/api-docs.yaml").permitAll();
                    exchanges.pathMatchers(HttpMethod.OPTIONS).authenticated();
                    rules.orderedStream().forEach(rule -> rule.apply(exchanges));
                    exchanges.anyExchange().denyAll();
                })
                .build();
    }

    @Bean
    ServerExchangeRejectedHandler refusedByTheFirewall(ProblemResponses problems) {
        return new FirewallRefusals(problems);
    }

    /**
     * Spring Security's observations are off: the times of single filters help nobody, and observing them costs more
     * than running them. Requests as a whole are measured.
     */
    @Bean
    SecurityObservationSettings unobservedSecurity() {
        return SecurityObservationSettings.noObservations();
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

    private static ServerHttpSecurity stateless(ServerHttpSecurity http) {
        return http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .anonymous(ServerHttpSecurity.AnonymousSpec::disable);
    }

    /**
     * The management port is not reachable from outside, so it requires no token. If it is no separate port, its
     * endpoints fall under the API's rules and are denied.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ManagementPortType.class)
    static class OfManagement {
        @Bean
        @Order(1)
        SecurityWebFilterChain managementAccess(ServerHttpSecurity http, Environment environment) {
            boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
            return stateless(http)
                    .securityMatcher(EndpointRequest.toAnyEndpoint())
                    .authorizeExchange(exchanges -> {
                        if (ownPort) {
                            exchanges.anyExchange().permitAll();
                        } else {
                            exchanges.anyExchange().denyAll();
                        }
                    })
                    .build();
        }
    }
}
