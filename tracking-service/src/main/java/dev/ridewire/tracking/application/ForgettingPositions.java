package dev.ridewire.tracking.application;

import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The use case that deletes positions of rides that were cancelled or measured long ago. */
public final class ForgettingPositions {
    private final Positions positions;
    private final Duration retention;
    private final Clock clock;

    /** @param retention how long positions are kept; longer than any ride takes */
    public ForgettingPositions(Positions positions, Duration retention, Clock clock) {
        this.positions = positions;
        this.retention = retention;
        this.clock = clock;
    }

    /** Deletes up to {@code limit} positions and reports whether there may be more. */
    public Mono<Boolean> forget(int limit) {
        return positions.forgetBefore(clock.instant().minus(retention), limit).map(forgotten -> forgotten == limit);
    }
}
