package dev.ridewire.tracking.config;

import dev.ridewire.tracking.adapter.messaging.LiveShiftsConsumer;
import dev.ridewire.tracking.adapter.web.OpenConnections;
import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.adapter.web.location.LocationProblems;
import dev.ridewire.tracking.adapter.web.location.SocketSettings;
import dev.ridewire.tracking.application.shift.KnownShifts;
import dev.ridewire.web.problem.ProblemCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sockets of drivers, the streams of watchers, and the shifts on which reporting depends. */
@Configuration(proxyBeanMethods = false)
class Connections {
    /** A driver reports from one phone: the newest socket is the one that is alive. */
    private static final int SOCKETS_OF_A_DRIVER = 1;

    @Bean
    KnownShifts knownShifts(TrackingProperties properties) {
        return new KnownShifts(properties.pings().rememberedDrivers());
    }

    @Bean
    LiveShiftsConsumer liveShiftsConsumer(KnownShifts knownShifts) {
        return new LiveShiftsConsumer(knownShifts);
    }

    @Bean
    OpenConnections driverSockets(TrackingProperties properties) {
        return new OpenConnections(properties.sockets().maxOpen(), SOCKETS_OF_A_DRIVER);
    }

    @Bean
    OpenConnections watcherStreams(TrackingProperties properties) {
        return new OpenConnections(properties.streams().maxOpen(), properties.streams().maxOfOne());
    }

    @Bean
    StreamEnds streamEnds(TrackingProperties properties, MeterRegistry meters) {
        return new StreamEnds(properties.streams().reconnectWithin(), meters);
    }

    @Bean
    SocketSettings socketSettings(TrackingProperties properties) {
        var sockets = properties.sockets();
        return new SocketSettings(sockets.ping(), sockets.idle(), sockets.burst(), sockets.pointsPerSecond(),
                sockets.reconnectWithin());
    }

    @Bean
    ProblemCatalogue locationProblems() {
        return LocationProblems.CATALOGUE;
    }

    @Bean
    MeterBinder socketMetrics(@Qualifier("driverSockets") OpenConnections driverSockets) {
        return registry -> Gauge.builder("ridewire.tracking.sockets.open", driverSockets, OpenConnections::count)
                .description("Drivers that report over a socket to this instance").register(registry);
    }
}
