package dev.ridewire.tracking.architecture.domain;

import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Breaks the rules of the domain, so that the rules can be seen to notice. */
public final class Wrong {
    private Wrong() {}

    static Mono<Instant> now(Clock clock) {
        return Mono.just(clock.instant().isAfter(Instant.now()) ? clock.instant() : Instant.now());
    }
}
