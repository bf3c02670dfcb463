package dev.ridewire.dispatch.application.ride;

import dev.ridewire.dispatch.application.Sweep;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Nobody asks any more who was offered a ride: it was over long ago. */
public final class ForgettingMatches implements Sweep {
    private final Matches matches;
    private final Duration retention;
    private final Clock clock;

    /** @param retention longer than a ride's events can come again, as the first of them would begin a new search */
    public ForgettingMatches(Matches matches, Duration retention, Clock clock) {
        this.matches = matches;
        this.retention = retention;
        this.clock = clock;
    }

    /** Forgets up to {@code limit} matches with all their offers. */
    @Override
    public Mono<Integer> sweep(int limit) {
        return matches.forgetOver(clock.instant().minus(retention), limit).map(Math::toIntExact);
    }
}
