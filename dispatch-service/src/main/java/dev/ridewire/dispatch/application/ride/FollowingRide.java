package dev.ridewire.dispatch.application.ride;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Booking has news: a ride wants a driver, or needs one no more. */
public final class FollowingRide {
    private final Matches matches;
    private final Drivers drivers;
    private final ChangeStore changes;
    private final DispatchPolicy policy;
    private final Clock clock;

    public FollowingRide(Matches matches, Drivers drivers, ChangeStore changes, DispatchPolicy policy, Clock clock) {
        this.matches = matches;
        this.drivers = drivers;
        this.changes = changes;
        this.policy = policy;
        this.clock = clock;
    }

    /** Follows all of it, within the transaction of the caller. */
    public Mono<Void> follow(List<Traced<RideNews>> updates) {
        if (updates.isEmpty()) {
            return Mono.empty();
        }
        return matches.lock(updates.stream().map(update -> update.value().rideId()).collect(toSet()))
                .flatMap(known -> lockHolders(known)
                        .flatMap(holders -> changes.store(decide(updates, known, holders))));
    }

    private Mono<List<Driver>> lockHolders(List<Traced<Match>> known) {
        Set<String> ids = known.stream().flatMap(traced -> traced.value().liveOffer().stream()).map(Offer::driverId)
                .collect(toSet());
        return ids.isEmpty() ? Mono.just(List.of()) : drivers.lock(ids);
    }

    private List<Traced<Change>> decide(
            List<Traced<RideNews>> updates, List<Traced<Match>> known, List<Driver> holders) {
        Instant now = clock.instant();
        Map<UUID, Match> byRide = known.stream().map(Traced::value).collect(toMap(Match::rideId, identity()));
        Map<String, Driver> byId = holders.stream().collect(toMap(Driver::id, identity()));
        return updates.stream().flatMap(update -> {
            @Nullable
            Match match = byRide.get(update.value().rideId());
            @Nullable
            Driver holder = Optional.ofNullable(match).flatMap(Match::liveOffer)
                    .map(offer -> byId.get(offer.driverId())).orElse(null);
            return Dispatching.follow(update.value(), match, holder, policy, now).stream()
                    .map(change -> new Traced<>(change, update.trace()));
        }).toList();
    }
}
