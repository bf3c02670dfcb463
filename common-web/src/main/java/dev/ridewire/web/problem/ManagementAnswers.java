package dev.ridewire.web.problem;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Adds dates to the answers of the management port too. Its server has an application context of its own, without these
 * beans.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementAnswers {
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> answersOfTheManagementServer(
            ObjectProvider<Clock> clock) {
        return factory -> factory.addServerCustomizers(new DatedAnswers(clock.getIfUnique(Clock::systemUTC)));
    }
}
