package dev.ridewire.testing.architecture.broken.domain;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** A forbidden domain class: a bean with a clock and random numbers, in a package without null marks. */
@Component
final class RideThatTellsTheTime {
    private final Clock clock = Clock.systemUTC();

    List<Object> now() {
        return List.of(Instant.now(), clock.instant(), System.currentTimeMillis(), System.nanoTime(), UUID.randomUUID(),
                Math.random(), ThreadLocalRandom.current().nextInt());
    }
}
