package dev.ridewire.web.load;

import dev.ridewire.web.reactive.ManagementPort;
import dev.ridewire.web.security.PersonCheck;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers both filters that refuse requests before every service's endpoints. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(LoadProperties.class)
class LoadAutoConfiguration {
    /**
     * Buckets use elapsed time. With the default, the wall clock, they would stay empty for as long as somebody set it
     * back.
     */
    static final TimeMeter ELAPSED = TimeMeter.SYSTEM_NANOTIME;

    @Bean
    ConcurrencyLimit concurrencyLimit(LoadProperties properties) {
        return new ConcurrencyLimit(properties.concurrent(), System::nanoTime);
    }

    @Bean
    LoadShedding loadShedding(ConcurrencyLimit limit, LoadProperties properties, ManagementPort managementPort) {
        return new LoadShedding(limit, properties.concurrent().longest(), managementPort);
    }

    @Bean
    ManagementPort managementPort(
            @Value("${management.endpoints.web.base-path:/actuator}") String basePath) {
        return new ManagementPort(basePath);
    }

    @Bean
    PersonCheck rateLimiting(LoadProperties properties, ObjectProvider<CostlyRequests> costlyRequests) {
        int people = properties.perPerson().people();
        return new RateLimiting(
                new PersonalLimits(properties.perPerson().allowance(), people, ELAPSED),
                costlyRequests.getIfAvailable(() -> CostlyRequests.NONE),
                new PersonalLimits(properties.costly().allowance(), people, ELAPSED));
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> clientTimeouts(LoadProperties properties) {
        return factory -> factory.addServerCustomizers(new ClientTimeouts(properties.client()));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class OfMeters {
        @Bean
        MeterBinder loadMeters(ConcurrencyLimit limit) {
            return registry -> {
                Gauge.builder("ridewire.load.limit", limit, ConcurrencyLimit::limit)
                        .description("How many requests may be under way at once").register(registry);
                Gauge.builder("ridewire.load.under.way", limit, ConcurrencyLimit::underWay)
                        .description("How many requests are under way").register(registry);
                FunctionCounter.builder("ridewire.load.refused", limit, ConcurrencyLimit::refused)
                        .description("How many requests were refused because too many were under way")
                        .register(registry);
            };
        }
    }
}
