package dev.ridewire.dispatch.application.matching;

import dev.ridewire.dispatch.application.Sweep;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Dispatchers ask about the rides of today: older records of batches are deleted. */
public final class ForgettingBatches implements Sweep {
    private final BatchLog batches;
    private final Duration retention;
    private final Clock clock;

    public ForgettingBatches(BatchLog batches, Duration retention, Clock clock) {
        this.batches = batches;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public Mono<Integer> sweep(int limit) {
        return batches.forget(clock.instant().minus(retention), limit).map(Math::toIntExact);
    }
}
