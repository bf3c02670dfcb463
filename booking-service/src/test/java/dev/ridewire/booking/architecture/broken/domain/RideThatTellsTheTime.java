package dev.ridewire.booking.architecture.broken.domain;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What no domain may be: a bean with a clock, in a package without null marks. */
@Component
final class RideThatTellsTheTime {
    Instant now() {
        return Instant.now();
    }
}
