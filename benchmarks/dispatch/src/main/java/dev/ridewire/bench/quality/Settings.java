package dev.ridewire.bench.quality;

import dev.ridewire.dispatch.domain.matching.BatchWindow;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import dev.ridewire.dispatch.domain.matching.NextRide;
import dev.ridewire.dispatch.domain.matching.PickupBound;
import dev.ridewire.dispatch.domain.matching.Reconsidering;
import java.time.Duration;

/** The settings of the measured policies. */
final class Settings {
    /** With a weight of waiting, riders who are about to leave would take drivers from nearer ones. */
    static final MatchingPolicy MATCHING = new MatchingPolicy(0, Duration.ofSeconds(1));
    static final BatchWindow.Settings WINDOW = new BatchWindow.Settings(Duration.ofSeconds(2), 10);
    static final NextRide NEXT = new NextRide(Duration.ofSeconds(120), Duration.ofSeconds(90),
            Duration.ofMillis(City.HANDOVER_MILLIS), Duration.ofSeconds(30));
    static final Duration DECLINE_COST = Duration.ofSeconds(60);
    static final Reconsidering.Settings RECONSIDERING = new Reconsidering.Settings(Duration.ofSeconds(30), 0.4,
            Duration.ofSeconds(30), 1, Duration.ofSeconds(60));
    static final PickupBound BOUND = new PickupBound(Duration.ofMinutes(4), Duration.ofMinutes(20), 3);

    private Settings() {}
}
