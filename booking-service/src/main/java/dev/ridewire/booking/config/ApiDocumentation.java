package dev.ridewire.booking.config;

import dev.ridewire.booking.adapter.web.BookingProblems;
import dev.ridewire.booking.adapter.web.openapi.ApiDocument;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.trace.RequestTrace;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's document at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {
    @Bean
    ApiDocument apiDocument() {
        // The person comes from the token and is no parameter of the request.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Person.class, RequestTrace.class);
        return new ApiDocument(BookingProblems.ALL);
    }
}
