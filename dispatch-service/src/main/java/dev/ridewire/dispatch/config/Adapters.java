package dev.ridewire.dispatch.config;

import com.uber.h3core.H3Core;
import dev.ridewire.dispatch.adapter.geo.H3Areas;
import dev.ridewire.dispatch.adapter.geo.H3DriverPositions;
import dev.ridewire.dispatch.adapter.geo.StraightLineTravelTimes;
import dev.ridewire.dispatch.adapter.messaging.DispatchEvents;
import dev.ridewire.dispatch.adapter.messaging.LocationsConsumer;
import dev.ridewire.dispatch.adapter.persistence.EventTranslation;
import dev.ridewire.dispatch.adapter.persistence.PostgresOfferSignals;
import dev.ridewire.dispatch.adapter.schedule.BatchMeters;
import dev.ridewire.dispatch.adapter.schedule.Matching;
import dev.ridewire.dispatch.adapter.web.DispatchProblems;
import dev.ridewire.dispatch.adapter.web.offer.OfferFeedSettings;
import dev.ridewire.dispatch.adapter.web.shift.VehicleClasses;
import dev.ridewire.dispatch.application.ConcurrentChangeException;
import dev.ridewire.dispatch.application.Sweep;
import dev.ridewire.dispatch.application.matching.ForgettingBatches;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.matching.RecordingBatches;
import dev.ridewire.dispatch.application.nearby.Areas;
import dev.ridewire.dispatch.application.offer.ExpiringOffers;
import dev.ridewire.dispatch.application.offer.OfferSignals;
import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.dispatch.application.ride.EndingSearches;
import dev.ridewire.dispatch.application.ride.ForgettingMatches;
import dev.ridewire.dispatch.domain.matching.BatchWindow;
import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.config.PublishedStreams;
import dev.ridewire.service.database.BoundedPool;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.service.schedule.Loop;
import dev.ridewire.web.problem.OutageSigns;
import dev.ridewire.web.problem.ProblemCatalogue;
import dev.ridewire.web.security.AccessRules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** The beans around the use cases: access, streams, positions, loops. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchProperties.class)
class Adapters {
    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers("/v1/drivers/me/shift").hasRole("DRIVER")
                .pathMatchers(HttpMethod.GET, "/v1/drivers/me/offers").hasRole("DRIVER")
                .pathMatchers(HttpMethod.POST, "/v1/offers/*/accept", "/v1/offers/*/decline").hasRole("DRIVER")
                .pathMatchers(HttpMethod.GET, "/v1/nearby").hasRole("RIDER")
                .pathMatchers(HttpMethod.GET, "/v1/ops/rides/*/dispatch").hasRole("DISPATCHER");
    }

    @Bean
    ProblemCatalogue problems() {
        return new ProblemCatalogue(DispatchProblems.all());
    }

    /** Handles races that a caller lost more often than a use case tries: nothing was decided, so they may retry. */
    @Bean
    OutageSigns lostRaces() {
        return ConcurrentChangeException.class::isInstance;
    }

    @Bean
    VehicleClasses vehicleClasses(DispatchProperties properties) {
        return new VehicleClasses(properties.vehicleClasses());
    }

    @Bean
    OfferFeedSettings offerFeedSettings(DispatchProperties properties) {
        return new OfferFeedSettings(properties.streams().poll(), properties.streams().heartbeat(),
                properties.streams().maxOpen(), properties.streams().perDriver());
    }

    @Bean
    OfferSignals offerSignals(DatabaseProperties database) {
        var connections = BoundedPool.unpooled(database);
        return new PostgresOfferSignals(
                Mono.defer(connections::create).timeout(database.pool().maxCreate()));
    }

    @Bean
    PublishedStreams publishedStreams() {
        return new PublishedStreams(List.of(EventStreams.MATCHES, EventStreams.DRIVERS));
    }

    @Bean
    EventTranslation eventTranslation(Supplier<UUID> uuidV7) {
        return new DispatchEvents(uuidV7)::eventsOf;
    }

    @Bean
    H3Core h3() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("H3's native library could not be unpacked", e);
        }
    }

    @Bean
    Areas nearbyAreas(H3Core h3, DispatchProperties properties) {
        return new H3Areas(h3, properties.nearby().resolution());
    }

    @Bean
    H3DriverPositions driverPositions(H3Core h3, DispatchProperties properties, Clock clock, MeterRegistry meters) {
        var positions = properties.positions();
        var index = new H3DriverPositions(h3, new H3DriverPositions.Settings(positions.staleAfter(),
                positions.maxDrivers(), positions.resolution(), positions.maxRings()), clock);
        Gauge.builder("ridewire.dispatch.positions", index, H3DriverPositions::size)
                .description("Drivers whose position this instance knows").register(meters);
        return index;
    }

    @Bean
    LocationsConsumer locationsConsumer(H3DriverPositions positions, DispatchProperties properties) {
        return new LocationsConsumer(positions, properties.positions().staleAfter());
    }

    @Bean
    TravelTimes travelTimes(DispatchProperties properties) {
        return new StraightLineTravelTimes(properties.travel().detour(), properties.travel().metersPerSecond());
    }

    @Bean
    Loop matchingLoop(
            MatchingRides matching, RecordingBatches recording, DispatchProperties properties, MeterRegistry meters) {
        var settings = properties.matching();
        var window = new BatchWindow.Settings(settings.longestWindow(), settings.fullBatch());
        return new Loop("matching", settings.tick(),
                new Matching(matching, recording, window, new BatchMeters(meters), System::nanoTime)::tick, meters);
    }

    @Bean
    Loop expiryLoop(ExpiringOffers expiring, DispatchProperties properties, MeterRegistry meters) {
        var deadlines = properties.deadlines();
        return loop("offer-expiry", expiring, deadlines.tick(), deadlines.batch(), meters);
    }

    @Bean
    Loop searchEndLoop(EndingSearches ending, DispatchProperties properties, MeterRegistry meters) {
        var deadlines = properties.deadlines();
        return loop("search-end", ending, deadlines.tick(), deadlines.batch(), meters);
    }

    @Bean
    Loop forgettingLoop(ForgettingMatches forgetting, DispatchProperties properties, MeterRegistry meters) {
        var settings = properties.forgetting();
        return loop("forgetting-matches", forgetting, settings.tick(), settings.batch(), meters);
    }

    @Bean
    Loop forgettingBatchesLoop(ForgettingBatches forgetting, DispatchProperties properties, MeterRegistry meters) {
        var settings = properties.forgetting();
        return loop("forgetting-batches", forgetting, settings.tick(), settings.batch(), meters);
    }

    private static Loop loop(String name, Sweep sweep, Duration tick, int batch, MeterRegistry meters) {
        return new Loop(name, tick, () -> sweep.sweep(batch).map(done -> done == batch), meters);
    }
}
