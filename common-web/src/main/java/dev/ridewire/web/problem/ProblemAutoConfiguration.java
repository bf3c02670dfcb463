package dev.ridewire.web.problem;

import java.time.Clock;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts {@link ProblemResponses} in the place of Spring Boot's error page. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ProblemAutoConfiguration {
    @Bean
    ProblemResponses problemResponses(ObjectProvider<OutageSigns> outageSigns, JsonMapper json) {
        DroppedErrors.watch();
        return new ProblemResponses(new ProblemTranslator(outageSigns.orderedStream().toList()), json);
    }

    @Bean
    ProblemPages problemPages(ObjectProvider<ProblemCatalogue> catalogues) {
        return new ProblemPages(catalogues.orderedStream().toList(), new ProblemAdvice());
    }

    @Bean
    FatalErrors fatalErrors() {
        return new FatalErrors();
    }

    /** Adds the handler of dates last, so that it stands nearest to the codec. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> answersOfTheServer(
            JsonMapper json, ObjectProvider<Clock> clock) {
        return factory -> factory.addServerCustomizers(
                new UnreadableRequests(json), new DatedAnswers(clock.getIfUnique(Clock::systemUTC)));
    }

    @Bean
    EncodedBodies encodedBodies() {
        return new EncodedBodies();
    }

    @Bean
    HeadAsGet headAsGet() {
        return new HeadAsGet();
    }

    @Bean
    OutageSigns timeouts() {
        return TimeoutException.class::isInstance;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = {"io.r2dbc.spi.R2dbcException", "org.springframework.dao.DataAccessException"})
    static class OfTheDatabase {
        @Bean
        OutageSigns databaseOutageSigns() {
            return new DatabaseOutageSigns();
        }
    }
}
