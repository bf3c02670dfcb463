package dev.ridewire.tracking.config;

import dev.ridewire.service.schedule.Loop;
import dev.ridewire.tracking.adapter.persistence.PostgresShareLinks;
import dev.ridewire.tracking.adapter.web.share.ShareProblems;
import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.application.WatchingRide;
import dev.ridewire.tracking.application.share.ShareLinks;
import dev.ridewire.tracking.application.share.SharingRide;
import dev.ridewire.tracking.application.share.WatchedLinks;
import dev.ridewire.tracking.application.share.WatchingShare;
import dev.ridewire.web.load.AddressLimits;
import dev.ridewire.web.problem.ProblemCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Links by which someone without an account watches a ride. */
@Configuration(proxyBeanMethods = false)
class Sharing {
    private static final int TOKEN_BYTES = 32;
    private static final int LINKS_FORGOTTEN_AT_ONCE = 1_000;
    private static final Duration SWEEP = Duration.ofMinutes(1);

    @Bean
    ShareLinks shareLinks(DatabaseClient database) {
        return new PostgresShareLinks(database);
    }

    @Bean
    WatchedLinks watchedLinks(ShareLinks links) {
        return new WatchedLinks(links);
    }

    @Bean
    SharingRide sharingRide(
            Rides rides, ShareLinks links, WatchedLinks watchedLinks, TrackingProperties properties, Clock clock) {
        var random = new SecureRandom();
        return new SharingRide(rides, links, watchedLinks, properties.share().mostOfRide(), () -> {
            var token = new byte[TOKEN_BYTES];
            random.nextBytes(token);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        }, clock);
    }

    @Bean
    WatchingShare watchingShare(ShareLinks links, WatchedLinks watchedLinks, WatchingRide watchingRide) {
        return new WatchingShare(links, watchedLinks, watchingRide);
    }

    @Bean
    AddressLimits addressLimits(TrackingProperties properties) {
        var share = properties.share();
        return new AddressLimits(share.burst(), share.perMinute(), share.addresses(), share.addressHeader());
    }

    @Bean
    Loop endingRevokedLinks(WatchedLinks watchedLinks, TrackingProperties properties, MeterRegistry meters) {
        return new Loop("ending-revoked-links", properties.share().check(),
                () -> watchedLinks.check().then(Mono.just(false)), meters);
    }

    @Bean
    Loop forgettingShareLinks(
            ShareLinks links, TrackingProperties properties, Clock clock, MeterRegistry meters) {
        return new Loop("forgetting-share-links", SWEEP,
                () -> links.forgetBefore(clock.instant().minus(properties.share().retention()),
                        LINKS_FORGOTTEN_AT_ONCE).map(forgotten -> forgotten == LINKS_FORGOTTEN_AT_ONCE),
                meters);
    }

    @Bean
    ProblemCatalogue shareProblems() {
        return ShareProblems.CATALOGUE;
    }

    @Bean
    MeterBinder shareMetrics(WatchedLinks watchedLinks) {
        return registry -> Gauge.builder("ridewire.tracking.links.watched", watchedLinks, WatchedLinks::count)
                .description("Shared links that someone watches on this instance").register(registry);
    }
}
