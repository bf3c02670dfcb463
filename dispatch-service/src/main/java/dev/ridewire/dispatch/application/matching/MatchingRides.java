package dev.ridewire.dispatch.application.matching;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.ride.SearchCursor;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.matching.BatchDecision;
import dev.ridewire.dispatch.domain.matching.BatchMatching;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import dev.ridewire.dispatch.domain.matching.Proposal;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The matching of waiting rides: a batch of them gets those drivers who are there soonest in total. */
public final class MatchingRides {
    private final Transactions transactions;
    private final Matches matches;
    private final Drivers drivers;
    private final ChangeStore changes;
    private final SeekingDrivers seeking;
    private final RideTraces traces;
    private final DispatchPolicy policy;
    private final MatchingPolicy matching;
    private final MatchingLimits limits;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final LongSupplier nanoTime;

    public MatchingRides(
            Transactions transactions, Matches matches, Drivers drivers, ChangeStore changes, DriverPositions positions,
            TravelTimes travelTimes, RideTraces traces, DispatchPolicy policy, MatchingPolicy matching,
            MatchingLimits limits, Supplier<UUID> ids, Clock clock, LongSupplier nanoTime) {
        this.transactions = transactions;
        this.matches = matches;
        this.drivers = drivers;
        this.changes = changes;
        this.seeking = new SeekingDrivers(drivers, positions, travelTimes, policy, limits);
        this.traces = traces;
        this.policy = policy;
        this.matching = matching;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * The result of one batch.
     *
     * @param rides    the rides it looked at, oldest first
     * @param offers   how many offers it made
     * @param decision the drivers that it proposed, some of whom were taken in the meantime
     * @param explained why each ride got a driver or none
     * @param next     where the next batch goes on, so that rides without a driver in reach don't keep younger ones
     *                 from theirs; empty where the end of the list was reached
     */
    public record Batch(
            List<UUID> rides, int offers, BatchDecision decision, List<RideInBatch> explained,
            Optional<SearchCursor> next) {
        public Batch {
            rides = List.copyOf(rides);
            explained = List.copyOf(explained);
        }
    }

    /** One batch in one transaction, from the oldest search or from where the batch before ended. */
    public Mono<Batch> matchBatch(@Nullable SearchCursor after) {
        return transactions.inOne(matches.claimSearches(after, clock.instant(), limits.searches())
                .flatMap(this::offerRides));
    }

    private Mono<Batch> offerRides(List<Traced<Match>> claimed) {
        Instant now = clock.instant();
        return seeking.around(claimed.stream().map(Traced::value).toList(), now).flatMap(found -> {
            var decision = BatchMatching.decide(
                    found.stream().map(Found::search).toList(), matching, policy, now, nanoTime);
            return makeOffers(decision.proposals(), claimed, now)
                    .map(offered -> batch(claimed, found, decision, offered, now));
        });
    }

    private Batch batch(
            List<Traced<Match>> claimed, List<Found> found, BatchDecision decision, Set<UUID> offered, Instant now) {
        boolean more = claimed.size() == limits.searches();
        var explanation = new Explanation(decision, offered, matching, now);
        return new Batch(claimed.stream().map(traced -> traced.value().rideId()).toList(), offered.size(), decision,
                found.stream().map(explanation::of).toList(),
                more ? Optional.of(SearchCursor.at(claimed.getLast().value())) : Optional.empty());
    }

    /** Returns the rides that are offered. A driver who was taken or left in the meantime is passed over. */
    private Mono<Set<UUID>> makeOffers(List<Proposal> proposals, List<Traced<Match>> claimed, Instant now) {
        if (proposals.isEmpty()) {
            return Mono.just(Set.of());
        }
        Map<UUID, TraceContext> rideTraces = claimed.stream()
                .collect(toMap(traced -> traced.value().rideId(), Traced::trace));
        return drivers.lockAvailable(
                proposals.stream().map(proposal -> proposal.candidate().driverId()).collect(toSet()))
                .flatMap(locked -> {
                    Map<String, Driver> byId = locked.stream().collect(toMap(Driver::id, identity()));
                    List<Traced<Change>> offers = proposals.stream().flatMap(proposal -> {
                        @Nullable
                        Driver driver = byId.get(proposal.candidate().driverId());
                        return driver != null && driver.serves(proposal.match().trip())
                                ? Stream.of(offer(proposal, driver, rideTraces, now))
                                : Stream.empty();
                    }).toList();
                    return changes.store(offers).thenReturn(offers.stream()
                            .flatMap(traced -> Stream.ofNullable(traced.value().offer()))
                            .map(Offer::rideId).collect(toSet()));
                });
    }

    private Traced<Change> offer(Proposal proposal, Driver driver, Map<UUID, TraceContext> rideTraces, Instant now) {
        Match match = proposal.match();
        TraceContext rideTrace = rideTraces.getOrDefault(match.rideId(), TraceContext.NONE);
        var change = Dispatching.offer(match, driver, ids.get(), proposal.candidate().pickupEta(), policy, now);
        return new Traced<>(change,
                traces.step("offer ride", rideTrace, TraceContext.NONE, match.rideId(), driver.id()));
    }
}
