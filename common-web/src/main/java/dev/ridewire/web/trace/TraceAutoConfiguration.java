package dev.ridewire.web.trace;

import dev.ridewire.web.reactive.ManagementPort;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Makes a span of each request and passes its trace on. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class TraceAutoConfiguration {
    @Bean
    RequestSpans requestSpans(ObjectProvider<OpenTelemetry> telemetry, ObjectProvider<FrequentRequests> frequent,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes,
            ManagementPort managementPort) {
        return new RequestSpans(telemetry.getIfAvailable(OpenTelemetry::noop),
                frequent.getIfAvailable(() -> FrequentRequests.NONE), new SecretPaths(routes), managementPort);
    }

    @Bean
    WebFluxConfigurer requestTraceArgument() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new RequestTraceArgument());
            }
        };
    }
}
