package dev.ridewire.tracking.config;

import dev.ridewire.web.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The access rules of the HTTP API. */
@Configuration(proxyBeanMethods = false)
class Access {
    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers(HttpMethod.POST, "/v1/drivers/me/locations").hasRole("DRIVER")
                .pathMatchers(HttpMethod.GET, "/v1/rides/{id}/stream").hasAnyRole("RIDER", "DRIVER", "DISPATCHER");
    }
}
