package dev.ridewire.dispatch.config;

import dev.ridewire.dispatch.application.AcceptingOffer;
import dev.ridewire.dispatch.application.AnsweringOffer;
import dev.ridewire.dispatch.application.Changes;
import dev.ridewire.dispatch.application.ChangingShift;
import dev.ridewire.dispatch.application.DecliningOffer;
import dev.ridewire.dispatch.application.DriverPositions;
import dev.ridewire.dispatch.application.Drivers;
import dev.ridewire.dispatch.application.EndingSearches;
import dev.ridewire.dispatch.application.ExpiringOffers;
import dev.ridewire.dispatch.application.FollowingRide;
import dev.ridewire.dispatch.application.ForgettingMatches;
import dev.ridewire.dispatch.application.Matches;
import dev.ridewire.dispatch.application.MatchingLimits;
import dev.ridewire.dispatch.application.MatchingRides;
import dev.ridewire.dispatch.application.Offers;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.TravelTimes;
import dev.ridewire.dispatch.application.ViewingDispatch;
import dev.ridewire.dispatch.application.ViewingOffers;
import dev.ridewire.dispatch.application.ViewingShift;
import dev.ridewire.dispatch.domain.DispatchPolicy;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The use cases of dispatch, put together from its ports. */
@Configuration(proxyBeanMethods = false)
class UseCases {
    @Bean
    DispatchPolicy policy(DispatchProperties properties) {
        return new DispatchPolicy(properties.offerLife(), properties.searchWindow(), properties.askAgain());
    }

    @Bean
    FollowingRide followingRide(Matches matches, Drivers drivers, Changes changes, DispatchPolicy policy, Clock clock) {
        return new FollowingRide(matches, drivers, changes, policy, clock);
    }

    @Bean
    MatchingRides matchingRides(
            Transactions transactions, Matches matches, Drivers drivers, Changes changes, DriverPositions positions,
            TravelTimes travelTimes, RideTraces traces, DispatchPolicy policy, DispatchProperties properties,
            Supplier<UUID> uuidV7, Clock clock) {
        var matching = properties.matching();
        var limits = new MatchingLimits(matching.searches(), matching.nearby(), matching.candidates());
        return new MatchingRides(transactions, matches, drivers, changes, positions, travelTimes, traces, policy,
                new MatchingPolicy(matching.waitingWeight(), matching.solveBudget()), limits, uuidV7, clock,
                System::nanoTime);
    }

    @Bean
    AnsweringOffer answeringOffer(
            Transactions transactions, Matches matches, Drivers drivers, Offers offers, Changes changes,
            RideTraces traces, Clock clock) {
        return new AnsweringOffer(transactions, matches, drivers, offers, changes, traces, clock);
    }

    @Bean
    AcceptingOffer acceptingOffer(AnsweringOffer answering) {
        return new AcceptingOffer(answering);
    }

    @Bean
    DecliningOffer decliningOffer(AnsweringOffer answering) {
        return new DecliningOffer(answering);
    }

    @Bean
    ExpiringOffers expiringOffers(
            Transactions transactions, Matches matches, Drivers drivers, Changes changes, RideTraces traces,
            Clock clock) {
        return new ExpiringOffers(transactions, matches, drivers, changes, traces, clock);
    }

    @Bean
    EndingSearches endingSearches(Transactions transactions, Matches matches, Changes changes, Clock clock) {
        return new EndingSearches(transactions, matches, changes, clock);
    }

    @Bean
    ForgettingMatches forgettingMatches(Matches matches, DispatchProperties properties, Clock clock) {
        return new ForgettingMatches(matches, properties.forgetting().after(), clock);
    }

    @Bean
    ChangingShift changingShift(Transactions transactions, Drivers drivers, Changes changes, Clock clock) {
        return new ChangingShift(transactions, drivers, changes, clock);
    }

    @Bean
    ViewingShift viewingShift(Drivers drivers) {
        return new ViewingShift(drivers);
    }

    @Bean
    ViewingOffers viewingOffers(Offers offers, Clock clock) {
        return new ViewingOffers(offers, clock);
    }

    @Bean
    ViewingDispatch viewingDispatch(Matches matches, Offers offers) {
        return new ViewingDispatch(matches, offers);
    }
}
