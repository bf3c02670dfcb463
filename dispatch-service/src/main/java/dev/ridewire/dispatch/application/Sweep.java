package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.ride.Match;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A step of periodic work on what is due. */
@FunctionalInterface
public interface Sweep {
    /** Works on up to {@code limit} due rows in one transaction and returns how many there were. */
    Mono<Integer> sweep(int limit);

    /** Claims due matches, decides about them, and stores the decisions. */
    static Mono<Integer> ofMatches(
            Transactions transactions, ChangeStore changes, Mono<List<Traced<Match>>> claim,
            Function<List<Traced<Match>>, Mono<List<Traced<Change>>>> decide) {
        return transactions.inOne(claim.flatMap(claimed -> claimed.isEmpty()
                ? Mono.just(0)
                : decide.apply(claimed).flatMap(changes::store).thenReturn(claimed.size())));
    }
}
