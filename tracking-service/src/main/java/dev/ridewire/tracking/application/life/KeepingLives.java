package dev.ridewire.tracking.application.life;

import dev.ridewire.tracking.application.board.Board;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The use case that makes room for the next days of the record, and deletes what is older than its retention. */
public final class KeepingLives {
    private static final Logger log = LoggerFactory.getLogger(KeepingLives.class);
    /** Three days, so that a weekend without this task stops nothing. */
    private static final int DAYS_AHEAD = 3;

    private final Lives lives;
    private final Board board;
    private final Duration retention;
    private final Clock clock;

    /** @param retention how long events, and rides that are over, are kept */
    public KeepingLives(Lives lives, Board board, Duration retention, Clock clock) {
        this.lives = lives;
        this.board = board;
        this.retention = retention;
        this.clock = clock;
    }

    /** Deletes up to {@code limit} rides of the board and all old days, and reports whether there may be more. */
    public Mono<Boolean> keep(int limit) {
        return lives.maintain(DAYS_AHEAD, retention)
                .doOnNext(dropped -> {
                    if (dropped > 0) {
                        log.atInfo().addKeyValue("partitions", dropped).log("old days of ride events dropped");
                    }
                })
                .then(Mono.defer(() -> board.forgetBefore(clock.instant().minus(retention), limit)))
                .map(forgotten -> forgotten == limit);
    }
}
