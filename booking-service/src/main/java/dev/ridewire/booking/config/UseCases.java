package dev.ridewire.booking.config;

import dev.ridewire.booking.adapter.messaging.RideEvents;
import dev.ridewire.booking.adapter.persistence.EventTranslation;
import dev.ridewire.booking.adapter.signing.HmacQuoteSeal;
import dev.ridewire.booking.adapter.web.ride.Cursors;
import dev.ridewire.booking.application.billing.ViewingReceipt;
import dev.ridewire.booking.application.deadline.CompletingAbandonedRides;
import dev.ridewire.booking.application.deadline.EndingOverdueRides;
import dev.ridewire.booking.application.deadline.FiringScheduledRides;
import dev.ridewire.booking.application.deadline.SettlingUnmeasuredRides;
import dev.ridewire.booking.application.fare.CurrentSurge;
import dev.ridewire.booking.application.fare.QuoteSeal;
import dev.ridewire.booking.application.fare.QuotingTrip;
import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.booking.application.news.FollowingTrip;
import dev.ridewire.booking.application.rating.RatingRide;
import dev.ridewire.booking.application.rating.Ratings;
import dev.ridewire.booking.application.rating.ViewingRating;
import dev.ridewire.booking.application.ride.ChangingRide;
import dev.ridewire.booking.application.ride.PreviewingCancellation;
import dev.ridewire.booking.application.ride.RequestingRide;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.application.ride.ViewingRides;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.config.PublishedStreams;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The use cases and the parts that they need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BookingProperties.class)
class UseCases {
    private final RidePolicy policy;
    private final Clock clock;

    UseCases(BookingProperties properties, Clock clock) {
        this.policy = RidePolicy.STANDARD.with(properties.fares().policy(), properties.mostScheduled());
        this.clock = clock;
    }

    @Bean
    RidePolicy ridePolicy() {
        return policy;
    }

    @Bean
    QuoteSeal quoteSeal(BookingProperties properties) {
        return new HmacQuoteSeal(properties.quoteKeyBytes());
    }

    /** Returns the surge that the operator set. A service that observes demand could replace it. */
    @Bean
    CurrentSurge currentSurge(BookingProperties properties) {
        Map<String, Surge> surges = properties.surges();
        return (city, now) -> surges.getOrDefault(city.id(), Surge.NONE);
    }

    @Bean
    QuotingTrip quotingTrip(BookingProperties properties, CurrentSurge surge, QuoteSeal seal) {
        return new QuotingTrip(properties.serviceMap(), surge, seal, properties.quoteLife(), clock);
    }

    @Bean
    RequestingRide requestingRide(Rides rides, QuoteSeal seal, Supplier<UUID> uuidV7) {
        return new RequestingRide(rides, seal, policy, clock, uuidV7, new SecureRandom());
    }

    @Bean
    ChangingRide changingRide(Rides rides) {
        return new ChangingRide(rides, policy, clock);
    }

    @Bean
    ViewingRides viewingRides(Rides rides) {
        return new ViewingRides(rides);
    }

    @Bean
    ViewingReceipt viewingReceipt(Rides rides) {
        return new ViewingReceipt(rides);
    }

    @Bean
    PreviewingCancellation previewingCancellation(Rides rides) {
        return new PreviewingCancellation(rides, policy, clock);
    }

    @Bean
    RatingRide ratingRide(Ratings ratings) {
        return new RatingRide(ratings, clock);
    }

    @Bean
    ViewingRating viewingRating(Ratings ratings) {
        return new ViewingRating(ratings);
    }

    @Bean
    Cursors cursors(BookingProperties properties) {
        return new Cursors(properties.keyFor("history-cursor"));
    }

    @Bean
    FollowingMatch followingMatch(Rides rides) {
        return new FollowingMatch(rides, policy, clock);
    }

    @Bean
    FollowingTrip followingTrip(Rides rides) {
        return new FollowingTrip(rides, policy, clock);
    }

    @Bean
    FiringScheduledRides firingScheduledRides(Rides rides) {
        return new FiringScheduledRides(rides, policy, clock);
    }

    @Bean
    EndingOverdueRides endingOverdueRides(Rides rides) {
        return new EndingOverdueRides(rides, policy, clock);
    }

    @Bean
    CompletingAbandonedRides completingAbandonedRides(Rides rides) {
        return new CompletingAbandonedRides(rides, policy, clock);
    }

    @Bean
    SettlingUnmeasuredRides settlingUnmeasuredRides(Rides rides) {
        return new SettlingUnmeasuredRides(rides, policy, clock);
    }

    @Bean
    EventTranslation rideEvents(Supplier<UUID> uuidV7) {
        return new RideEvents(uuidV7, clock)::entryFor;
    }

    @Bean
    PublishedStreams publishedStreams() {
        return new PublishedStreams(List.of(EventStreams.RIDES));
    }
}
