package dev.ridewire.dispatch.application.offer;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.Sweep;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.Change;
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
public final class ExpiringOffers implements Sweep {
    private final Transactions transactions;
    private final Matches matches;
    private final Drivers drivers;
    private final ChangeStore changes;
    private final RideTraces traces;
    private final Clock clock;

    public ExpiringOffers(
            Transactions transactions, Matches matches, Drivers drivers, ChangeStore changes, RideTraces traces,
            Clock clock) {
        this.transactions = transactions;
        this.matches = matches;
        this.drivers = drivers;
        this.changes = changes;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public Mono<Integer> sweep(int limit) {
        Instant now = clock.instant();
        return Sweep.ofMatches(transactions, changes, matches.claimLapsedOffers(now, limit), claimed -> drivers
                .lock(claimed.stream().map(traced -> askedDriver(traced.value())).collect(toSet()))
                .map(locked -> expire(claimed, locked, now)));
    }

    private List<Traced<Change>> expire(List<Traced<Match>> claimed, List<Driver> locked, Instant now) {
        Map<String, Driver> byId = locked.stream().collect(toMap(Driver::id, identity()));
        return claimed.stream().map(traced -> {
            Match match = traced.value();
            Driver driver = byId.getOrDefault(askedDriver(match), Driver.unknown(askedDriver(match)));
            TraceContext cause = traces.step(
                    "expire offer", traced.trace(), TraceContext.NONE, match.rideId(), driver.id());
            return new Traced<>(Dispatching.expire(match, driver, now), cause);
        }).toList();
    }

    private static String askedDriver(Match match) {
        return match.liveOffer().orElseThrow().driverId();
    }
}
