package dev.ridewire.tracking.application.life;

import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.domain.life.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use case of a dispatcher who follows one ride. */
public final class ViewingLife {
    /** Far more than a ride has: ten drivers who give it back, with several offers each, make about 200. */
    private static final int MOST_EVENTS = 1_000;

    private final Lives lives;
    private final Board board;
    private final ViewingBoard viewingBoard;
    private final Duration pause;
    private final Clock clock;

    /** @param pause the time between two looks at the record for a live view */
    public ViewingLife(Lives lives, Board board, ViewingBoard viewingBoard, Duration pause, Clock clock) {
        this.lives = lives;
        this.board = board;
        this.viewingBoard = viewingBoard;
        this.pause = pause;
        this.clock = clock;
    }

    /** Returns the ride and its events; empty for an unknown ride. */
    public Mono<Life> of(UUID rideId) {
        return board.find(rideId).flatMap(ride -> lives.of(rideId, MOST_EVENTS)
                .map(events -> new Life(viewingBoard.seen(ride, clock.instant()), Timeline.of(events))));
    }

    /** Returns the life now, and again each time it has changed; empty for an unknown ride. */
    public Flux<Life> watch(UUID rideId) {
        return of(rideId).flatMapMany(first -> Flux.interval(pause).onBackpressureDrop()
                .concatMap(tick -> of(rideId), 1)
                .startWith(first)
                .distinctUntilChanged()
                .onBackpressureLatest());
    }

    public record Life(ViewingBoard.Seen ride, Timeline timeline) {}
}
