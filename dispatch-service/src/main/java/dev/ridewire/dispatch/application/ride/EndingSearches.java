package dev.ridewire.dispatch.application.ride;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.Sweep;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.domain.Dispatching;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The search window is over and nobody was found. An offer that is open then may still be answered. */
public final class EndingSearches implements Sweep {
    private final Transactions transactions;
    private final Matches matches;
    private final ChangeStore changes;
    private final Clock clock;

    public EndingSearches(Transactions transactions, Matches matches, ChangeStore changes, Clock clock) {
        this.transactions = transactions;
        this.matches = matches;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Mono<Integer> sweep(int limit) {
        Instant now = clock.instant();
        return Sweep.ofMatches(transactions, changes, matches.claimEndedSearches(now, limit),
                claimed -> Mono.just(claimed.stream()
                        .map(match -> new Traced<>(Dispatching.giveUp(match.value(), now), match.trace()))
                        .toList()));
    }
}
