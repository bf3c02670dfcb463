package dev.ridewire.dispatch.application.offer;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.ridewire.dispatch.application.CausedChange;
import dev.ridewire.dispatch.application.Changes;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.TracedMatch;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Drivers did not answer in time: their rides are searched for again, and they are free. */
public final class ExpiringOffers {
    private final Transactions transactions;
    private final Matches matches;
    private final Drivers drivers;
    private final Changes changes;
    private final RideTraces traces;
    private final Clock clock;

    public ExpiringOffers(
            Transactions transactions, Matches matches, Drivers drivers, Changes changes, RideTraces traces,
            Clock clock) {
        this.transactions = transactions;
        this.matches = matches;
        this.drivers = drivers;
        this.changes = changes;
        this.traces = traces;
        this.clock = clock;
    }

    /** Ends up to {@code limit} overdue offers in one transaction and says how many there were. */
    public Mono<Integer> expireDue(int limit) {
        Instant now = clock.instant();
        return transactions.inOne(matches.claimLapsedOffers(now, limit).flatMap(claimed -> claimed.isEmpty()
                ? Mono.just(0)
                : drivers.lock(claimed.stream().map(ExpiringOffers::askedDriver).collect(toSet()))
                        .flatMap(locked -> changes.store(expire(claimed, locked, now)))
                        .thenReturn(claimed.size())));
    }

    private List<CausedChange> expire(List<TracedMatch> claimed, List<Driver> locked, Instant now) {
        Map<String, Driver> byId = locked.stream().collect(toMap(Driver::id, identity()));
        return claimed.stream().map(traced -> {
            Match match = traced.match();
            Driver driver = byId.getOrDefault(askedDriver(traced), Driver.unknown(askedDriver(traced)));
            TraceContext cause = traces.step(
                    "expire offer", traced.rideTrace(), TraceContext.NONE, match.rideId(), driver.id());
            return new CausedChange(Dispatching.expire(match, driver, now), traced.rideTrace(), cause);
        }).toList();
    }

    private static String askedDriver(TracedMatch traced) {
        return traced.match().liveOffer().orElseThrow().driverId();
    }
}
