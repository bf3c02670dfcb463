package dev.ridewire.tracking.config;

import dev.ridewire.web.security.AccessRules;
import dev.ridewire.web.security.RequestPattern;
import dev.ridewire.web.trace.FrequentRequests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The access rules of the HTTP API. */
@Configuration(proxyBeanMethods = false)
class Access {
    @Bean
    AccessRules accessRules() {
        return rules -> rules
                .pathMatchers(HttpMethod.POST, "/v1/drivers/me/locations").hasRole("DRIVER")
                .pathMatchers(HttpMethod.GET, "/v1/drivers/me/locations/ws").hasRole("DRIVER")
                .pathMatchers(HttpMethod.GET, "/v1/rides/{id}/stream").hasAnyRole("RIDER", "DRIVER", "DISPATCHER")
                .pathMatchers(HttpMethod.POST, "/v1/rides/{id}/share").hasRole("RIDER")
                .pathMatchers(HttpMethod.DELETE, "/v1/rides/{id}/share").hasRole("RIDER")
                // The token in the path is the permission. Routing answers methods that are not served with 405.
                .pathMatchers("/v1/shared/*", "/share", "/share/*", "/console", "/console/**").permitAll()
                // Booking lets riders and drivers cancel too; what is passed on from here is the console's.
                .pathMatchers(HttpMethod.POST, "/v1/rides/{id}/cancel").hasRole("DISPATCHER")
                .pathMatchers("/v1/ops/**").hasRole("DISPATCHER");
    }

    /** Each driver sends them every few seconds, and each position replaces the one before. */
    @Bean
    FrequentRequests frequentRequests() {
        return new FrequentRequests(RequestPattern.of(HttpMethod.POST, "/v1/drivers/me/locations"));
    }
}
