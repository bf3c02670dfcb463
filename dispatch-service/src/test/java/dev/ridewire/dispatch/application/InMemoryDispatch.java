package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.application.offer.LockedOffer;
import dev.ridewire.dispatch.application.offer.OfferSignals;
import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.ride.SearchCursor;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.events.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Dispatch's ports in memory, with the guards that the database has: versions and one live offer a ride and a driver.
 * One thread writes, others may read. Nobody else ever holds a lock. A transaction that fails is not rolled back,
 * because every use case stores once, at its end.
 */
public final class InMemoryDispatch {
    private final Map<UUID, Traced<Match>> matches = new ConcurrentSkipListMap<>();
    private final Map<String, Driver> drivers = new ConcurrentSkipListMap<>();
    private final Map<UUID, Offer> offers = new ConcurrentSkipListMap<>();
    private final Sinks.Many<OfferSignals.Signal> signals = Sinks.many().multicast().directBestEffort();
    private List<Traced<Change>> stored = new ArrayList<>();

    /** All that was stored since the last call, in order: the outbox. */
    public List<Traced<Change>> drainStored() {
        List<Traced<Change>> drained = List.copyOf(stored);
        stored = new ArrayList<>();
        return drained;
    }

    /** Every match there is, for invariants. */
    public List<Match> allMatches() {
        return matches.values().stream().map(Traced::value).toList();
    }

    /** Every driver there is, for invariants. */
    public List<Driver> allDrivers() {
        return List.copyOf(drivers.values());
    }

    /** Every offer there is, for invariants. */
    public List<Offer> allOffers() {
        return List.copyOf(offers.values());
    }

    public Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> Mono<T> inOne(Mono<T> steps) {
                return steps;
            }
        };
    }

    public ChangeStore changes() {
        return changes -> Mono.fromRunnable(() -> store(changes));
    }

    public Matches matches() {
        return new Matches() {
            @Override
            public Mono<List<Traced<Match>>> lock(Set<UUID> rideIds) {
                return select(match -> rideIds.contains(match.rideId()), Match::rideId, Integer.MAX_VALUE);
            }

            @Override
            public Mono<List<Traced<Match>>> claimSearches(@Nullable SearchCursor after, Instant now, int limit) {
                return select(
                        match -> match.state() instanceof MatchState.Searching && match.searchUntil().isAfter(now)
                                && (after == null || SearchCursor.at(match).compareTo(after) > 0),
                        SearchCursor::at, limit);
            }

            @Override
            public Mono<List<Traced<Match>>> claimEndedSearches(Instant now, int limit) {
                return select(
                        match -> match.state() instanceof MatchState.Searching && !match.searchUntil().isAfter(now),
                        Match::searchUntil, limit);
            }

            @Override
            public Mono<List<Traced<Match>>> claimLapsedOffers(Instant now, int limit) {
                return select(
                        match -> match.state() instanceof MatchState.Offered(Offer offer) && offer.expiredAt(now),
                        match -> match.liveOffer().orElseThrow().expiresAt(), limit);
            }

            @Override
            public Mono<Long> forgetOver(Instant before, int limit) {
                return select(match -> isOver(match) && match.stateChangedAt().isBefore(before), Match::stateChangedAt,
                        limit).map(InMemoryDispatch.this::forget);
            }

            @Override
            public Mono<Traced<Match>> find(UUID rideId) {
                return Mono.fromSupplier(() -> matches.get(rideId));
            }
        };
    }

    public Drivers drivers() {
        return new Drivers() {
            @Override
            public Mono<Driver> find(String driverId) {
                return Mono.fromSupplier(() -> drivers.get(driverId));
            }

            @Override
            public Mono<List<Driver>> available(Set<String> driverIds) {
                return select(driverIds, driver -> driver.state() instanceof DriverState.Available);
            }

            @Override
            public Mono<List<Driver>> lock(Set<String> driverIds) {
                return select(driverIds, driver -> true);
            }

            @Override
            public Mono<List<Driver>> lockAvailable(Set<String> driverIds) {
                return available(driverIds);
            }
        };
    }

    public Offers offers() {
        return new Offers() {
            @Override
            public Mono<LockedOffer> lock(UUID offerId, String driverId) {
                return Mono.fromSupplier(() -> offers.get(offerId)).filter(offer -> offer.driverId().equals(driverId))
                        .map(offer -> new LockedOffer(offer, Objects.requireNonNull(matches.get(offer.rideId())),
                                drivers.getOrDefault(driverId, Driver.unknown(driverId))));
            }

            @Override
            public Mono<TripOffer> find(UUID offerId) {
                return Mono.fromSupplier(() -> offers.get(offerId)).map(InMemoryDispatch.this::onTrip);
            }

            @Override
            public Mono<List<TripOffer>> pending(Set<String> driverIds) {
                return Mono.fromSupplier(() -> offers.values().stream()
                        .filter(offer -> offer.state() == OfferState.PENDING && driverIds.contains(offer.driverId()))
                        .map(InMemoryDispatch.this::onTrip).toList());
            }

            @Override
            public Mono<List<TripOffer>> liveOrWithdrawnAfter(Set<String> driverIds, Instant time) {
                return Mono.fromSupplier(() -> offers.values().stream()
                        .filter(offer -> driverIds.contains(offer.driverId()) && isLiveOrWithdrawnAfter(offer, time))
                        .map(InMemoryDispatch.this::onTrip).toList());
            }

            @Override
            public Mono<List<Offer>> ofRide(UUID rideId) {
                return Mono.fromSupplier(() -> offers.values().stream().filter(offer -> offer.rideId().equals(rideId))
                        .sorted(Comparator.comparing(Offer::madeAt)).toList());
            }
        };
    }

    public OfferSignals signals() {
        return () -> Flux.concat(Mono.just(new OfferSignals.Signal.Missed()), signals.asFlux());
    }

    private <K extends Comparable<K>> Mono<List<Traced<Match>>> select(
            Predicate<Match> which, Function<Match, K> order, int limit) {
        return Mono.fromSupplier(() -> matches.values().stream().filter(traced -> which.test(traced.value()))
                .sorted(Comparator.comparing(traced -> order.apply(traced.value()))).limit(limit).toList());
    }

    private Mono<List<Driver>> select(Set<String> driverIds, Predicate<Driver> which) {
        return Mono.fromSupplier(() -> drivers.values().stream()
                .filter(driver -> driverIds.contains(driver.id()) && which.test(driver))
                .sorted(Comparator.comparing(Driver::id)).toList());
    }

    private static boolean isLiveOrWithdrawnAfter(Offer offer, Instant time) {
        Instant end = offer.endedAt();
        return end == null || (offer.state() == OfferState.WITHDRAWN && end.isAfter(time));
    }

    private static boolean isOver(Match match) {
        return match.state() instanceof MatchState.Failed || match.state() instanceof MatchState.Closed;
    }

    private long forget(List<Traced<Match>> over) {
        for (Traced<Match> traced : over) {
            UUID ride = traced.value().rideId();
            offers.values().removeIf(offer -> offer.rideId().equals(ride));
            matches.remove(ride);
        }
        return over.size();
    }

    private TripOffer onTrip(Offer offer) {
        return new TripOffer(offer, Objects.requireNonNull(matches.get(offer.rideId())).value().trip());
    }

    private void store(List<Traced<Change>> changes) {
        requireVersions(changes);
        requireExclusive(changes);
        for (Traced<Change> traced : changes) {
            Change change = traced.value();
            if (change.match() != null) {
                Match match = change.match().match();
                matches.put(match.rideId(), new Traced<>(match, traceOf(match, traced.trace())));
            }
            if (change.driver() != null) {
                drivers.put(change.driver().driver().id(), change.driver().driver());
            }
            if (change.offer() != null) {
                offers.put(change.offer().id(), change.offer());
            }
            stored.add(traced);
        }
        changes.stream().map(traced -> traced.value().offer()).filter(Objects::nonNull).forEach(
                offer -> signals.tryEmitNext(new OfferSignals.Signal.Changed(offer.driverId())));
    }

    /** Returns the trace that the match has: that of the change which opened its attempt. */
    private TraceContext traceOf(Match match, TraceContext cause) {
        @Nullable
        Traced<Match> known = matches.get(match.rideId());
        return known == null || match.attempt() > known.value().attempt() ? cause : known.trace();
    }

    private void requireVersions(List<Traced<Change>> changes) {
        for (Traced<Change> traced : changes) {
            Change change = traced.value();
            if (change.match() != null) {
                Match match = change.match().match();
                Traced<Match> known = matches.getOrDefault(match.rideId(), null);
                requireNext("match", known == null ? 0 : known.value().version(), match.version());
            }
            if (change.driver() != null) {
                Driver driver = change.driver().driver();
                Driver known = drivers.getOrDefault(driver.id(), Driver.unknown(driver.id()));
                requireNext("driver", known.version(), driver.version());
            }
        }
    }

    private static void requireNext(String what, long known, long next) {
        if (next != known + 1) {
            throw new ConcurrentChangeException("%s is at version %d, not %d".formatted(what, known, next - 1));
        }
    }

    /** The partial unique indexes. */
    private void requireExclusive(List<Traced<Change>> changes) {
        Map<UUID, Offer> after = new HashMap<>(offers);
        changes.stream().map(traced -> traced.value().offer()).filter(Objects::nonNull)
                .forEach(offer -> after.put(offer.id(), offer));
        Set<UUID> rides = new HashSet<>();
        Set<String> asked = new HashSet<>();
        for (Offer offer : after.values()) {
            if (offer.live() && !(rides.add(offer.rideId()) && asked.add(offer.driverId()))) {
                throw new ConcurrentChangeException("a second live offer: " + offer);
            }
        }
    }
}
