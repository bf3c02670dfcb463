package dev.ridewire.dispatch.config;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.matching.BatchLog;
import dev.ridewire.dispatch.application.matching.ForgettingBatches;
import dev.ridewire.dispatch.application.matching.MatchingLimits;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.matching.RecordingBatches;
import dev.ridewire.dispatch.application.matching.ViewingDispatch;
import dev.ridewire.dispatch.application.nearby.Areas;
import dev.ridewire.dispatch.application.nearby.NearbyCars;
import dev.ridewire.dispatch.application.nearby.NearbyLimits;
import dev.ridewire.dispatch.application.offer.AnsweringOffer;
import dev.ridewire.dispatch.application.offer.ExpiringOffers;
import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.position.LastPositions;
import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.dispatch.application.ride.EndingSearches;
import dev.ridewire.dispatch.application.ride.FollowingRide;
import dev.ridewire.dispatch.application.ride.ForgettingMatches;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.shift.ChangingShift;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.application.shift.ViewingShift;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
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
    FollowingRide followingRide(
            Matches matches, Drivers drivers, ChangeStore changes, DispatchPolicy policy, Clock clock) {
        return new FollowingRide(matches, drivers, changes, policy, clock);
    }

    @Bean
    MatchingRides matchingRides(
            Transactions transactions, Matches matches, Drivers drivers, ChangeStore changes, DriverPositions positions,
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
            Transactions transactions, Offers offers, ChangeStore changes, RideTraces traces, Clock clock) {
        return new AnsweringOffer(transactions, offers, changes, traces, clock);
    }

    @Bean
    ExpiringOffers expiringOffers(
            Transactions transactions, Matches matches, Drivers drivers, ChangeStore changes, RideTraces traces,
            Clock clock) {
        return new ExpiringOffers(transactions, matches, drivers, changes, traces, clock);
    }

    @Bean
    EndingSearches endingSearches(Transactions transactions, Matches matches, ChangeStore changes, Clock clock) {
        return new EndingSearches(transactions, matches, changes, clock);
    }

    @Bean
    ForgettingMatches forgettingMatches(Matches matches, DispatchProperties properties, Clock clock) {
        return new ForgettingMatches(matches, properties.forgetting().after(), clock);
    }

    @Bean
    ChangingShift changingShift(Transactions transactions, Drivers drivers, ChangeStore changes, Clock clock) {
        return new ChangingShift(transactions, drivers, changes, clock);
    }

    @Bean
    ViewingShift viewingShift(Drivers drivers, LastPositions positions, Clock clock) {
        return new ViewingShift(drivers, positions, clock);
    }

    @Bean
    ViewingOffers viewingOffers(Offers offers, Clock clock) {
        return new ViewingOffers(offers, clock);
    }

    @Bean
    NearbyCars nearbyCars(DriverPositions positions, Drivers drivers, TravelTimes travelTimes, Areas areas,
            DispatchProperties properties, Clock clock) {
        var nearby = properties.nearby();
        return new NearbyCars(positions, drivers, travelTimes, areas, properties.vehicleClasses(),
                new NearbyLimits(nearby.window(), nearby.seen(), nearby.places(), nearby.maxAreas()), clock);
    }

    @Bean
    RecordingBatches recordingBatches(BatchLog batches) {
        return new RecordingBatches(batches);
    }

    @Bean
    ForgettingBatches forgettingBatches(BatchLog batches, DispatchProperties properties, Clock clock) {
        return new ForgettingBatches(batches, properties.forgetting().batchesAfter(), clock);
    }

    @Bean
    ViewingDispatch viewingDispatch(Matches matches, Offers offers, BatchLog batches) {
        return new ViewingDispatch(matches, offers, batches);
    }
}
