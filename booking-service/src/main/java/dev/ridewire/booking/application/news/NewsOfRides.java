package dev.ridewire.booking.application.news;

import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Applies news of many rides with two statements, in the surrounding transaction. */
final class NewsOfRides {
    private static final Logger log = LoggerFactory.getLogger(NewsOfRides.class);

    private final Rides rides;
    private final RidePolicy policy;
    private final Clock clock;

    NewsOfRides(Rides rides, RidePolicy policy, Clock clock) {
        this.rides = rides;
        this.policy = policy;
        this.clock = clock;
    }

    /** @param news at most one a ride */
    Mono<Void> take(List<RideNews> news) {
        if (news.isEmpty()) {
            return Mono.empty();
        }
        Map<RideId, RideNews> newsByRide = news.stream().collect(Collectors.toMap(RideNews::ride, Function.identity()));
        return rides.lockAll(newsByRide.keySet()).flatMap(locked -> {
            Instant now = clock.instant();
            List<RideChange> changes = locked.stream()
                    .flatMap(ride -> change(ride, Objects.requireNonNull(newsByRide.get(ride.id())), now).stream())
                    .toList();
            return changes.isEmpty() ? Mono.empty() : rides.saveAll(changes).then();
        });
    }

    private Optional<RideChange> change(Ride ride, RideNews news, Instant now) {
        Decision.ToSystem decision = ride.decide(news.command(), policy, now);
        log.atInfo()
                .addKeyValue("ride.id", ride.id())
                .addKeyValue("command", news.command().getClass().getSimpleName())
                .addKeyValue("decision", decision.getClass().getSimpleName())
                .log("event of another service handled");
        return switch (decision) {
            case Decision.Accepted(Ride changed, RideFact fact) -> Optional.of(
                    new RideChange(ride, changed, fact, news.cause()));
            // The ride was changed first by somebody else, or its search is outdated. Neither is an error.
            case Decision.AlreadyDone _,RideRejection.ToSystem _ -> Optional.empty();
        };
    }
}
