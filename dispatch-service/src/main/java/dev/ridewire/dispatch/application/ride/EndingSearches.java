package dev.ridewire.dispatch.application.ride;

import dev.ridewire.dispatch.application.CausedChange;
import dev.ridewire.dispatch.application.Changes;
import dev.ridewire.dispatch.application.Transactions;
import dev.ridewire.dispatch.domain.Dispatching;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The search window is over and nobody was found. An offer that is open then may still be answered. */
public final class EndingSearches {
    private final Transactions transactions;
    private final Matches matches;
    private final Changes changes;
    private final Clock clock;

    public EndingSearches(Transactions transactions, Matches matches, Changes changes, Clock clock) {
        this.transactions = transactions;
        this.matches = matches;
        this.changes = changes;
        this.clock = clock;
    }

    /** Ends up to {@code limit} overdue searches in one transaction and says how many there were. */
    public Mono<Integer> endDue(int limit) {
        Instant now = clock.instant();
        return transactions.inOne(matches.claimEndedSearches(now, limit).flatMap(claimed -> claimed.isEmpty()
                ? Mono.just(0)
                : changes.store(claimed.stream().map(traced -> new CausedChange(
                        Dispatching.giveUp(traced.match(), now), traced.rideTrace(), traced.rideTrace())).toList())
                        .thenReturn(claimed.size())));
    }
}
