package dev.ridewire.booking.config;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.ridewire.booking.adapter.web.BookingProblems;
import dev.ridewire.web.load.CostlyRequests;
import dev.ridewire.web.problem.ProblemCatalogue;
import dev.ridewire.web.security.AccessRules;
import dev.ridewire.web.security.RequestPattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The access rules of the API. A ride itself decides whether it concerns a person. */
@Configuration(proxyBeanMethods = false)
class Access {
    private static final String RIDER = "RIDER";
    private static final String DRIVER = "DRIVER";
    private static final String DISPATCHER = "DISPATCHER";

    @Bean
    AccessRules accessRules() {
        return rules -> rules
                .pathMatchers(POST, "/v1/quotes", "/v1/rides").hasRole(RIDER)
                .pathMatchers(GET, "/v1/rides").hasRole(RIDER)
                .pathMatchers(GET, "/v1/rides/{id}").hasAnyRole(RIDER, DRIVER, DISPATCHER)
                .pathMatchers(GET, "/v1/rides/{id}/receipt", "/v1/rides/{id}/cancellation")
                .hasAnyRole(RIDER, DRIVER, DISPATCHER)
                .pathMatchers(POST, "/v1/rides/{id}/rating").hasAnyRole(RIDER, DRIVER)
                .pathMatchers(GET, "/v1/rides/{id}/rating").hasAnyRole(RIDER, DRIVER)
                .pathMatchers(GET, "/v1/drivers/me/earnings").hasRole(DRIVER)
                .pathMatchers(POST, "/v1/rides/{id}/cancel").hasAnyRole(RIDER, DRIVER, DISPATCHER)
                .pathMatchers(POST, "/v1/rides/{id}/arrive", "/v1/rides/{id}/start", "/v1/rides/{id}/complete")
                .hasRole(DRIVER);
    }

    /** Each of these requests makes events for all services, and may have asked drivers in vain. */
    @Bean
    CostlyRequests costlyRequests() {
        return new CostlyRequests(RequestPattern.of(POST, "/v1/rides", "/v1/rides/{id}/cancel"));
    }

    @Bean
    ProblemCatalogue problemCatalogue() {
        return new ProblemCatalogue(BookingProblems.ALL);
    }
}
