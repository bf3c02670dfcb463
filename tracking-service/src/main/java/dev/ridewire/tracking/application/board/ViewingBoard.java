package dev.ridewire.tracking.application.board;

import dev.ridewire.tracking.domain.board.BoardRide;
import dev.ridewire.tracking.domain.board.Deadline;
import dev.ridewire.tracking.domain.board.StuckRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use case of a dispatcher who looks at the board. */
public final class ViewingBoard {
    private final Board board;
    private final StuckRules rules;
    private final Duration pause;
    private final Clock clock;

    /** @param pause the time between two looks at the board for a live view */
    public ViewingBoard(Board board, StuckRules rules, Duration pause, Clock clock) {
        this.board = board;
        this.rules = rules;
        this.pause = pause;
        this.clock = clock;
    }

    public Mono<Page> page(BoardFilter filter) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return board.page(filter, now).zipWith(board.count(now), (rides, counts) -> new Page(
                    rides.stream().limit(filter.limit()).map(ride -> seen(ride, now)).toList(),
                    counts,
                    rides.size() > filter.limit() ? placeOf(rides.get(filter.limit() - 1), filter.order()) : null));
        });
    }

    /** Returns the page now, and again each time it has changed. A slow watcher gets the newest page. */
    public Flux<Page> watch(BoardFilter filter) {
        return Flux.interval(Duration.ZERO, pause).onBackpressureDrop()
                .concatMap(tick -> page(filter), 1)
                .distinctUntilChanged()
                .onBackpressureLatest();
    }

    /** Returns the ride with the rule that it is stuck by, if it is. */
    public Seen seen(BoardRide ride, Instant now) {
        return new Seen(ride, ride.isStuckAt(now) ? rules.firstOf(ride).orElse(null) : null);
    }

    private static BoardFilter.Place placeOf(BoardRide last, BoardFilter.Order order) {
        Instant time = order == BoardFilter.Order.BY_DEADLINE
                ? Objects.requireNonNull(last.dueAt(), "a stuck ride has a deadline")
                : last.booking().stateChangedAt();
        return new BoardFilter.Place(order, time, last.booking().rideId());
    }

    /** @param next the place behind which the next page begins; null for the last page */
    public record Page(List<Seen> rides, List<Board.Count> counts, BoardFilter.@Nullable Place next) {
        public Page {
            rides = List.copyOf(rides);
            counts = List.copyOf(counts);
        }
    }

    /** @param missed the deadline by which the ride is stuck; null if it is not */
    public record Seen(BoardRide ride, @Nullable Deadline missed) {}
}
