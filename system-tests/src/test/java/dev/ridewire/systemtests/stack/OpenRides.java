package dev.ridewire.systemtests.stack;

import dev.ridewire.simulator.RideObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the rides that are under way, so that a fault is known to strike in the middle of some. */
final class OpenRides implements RideObserver {
    private static final Set<String> FINAL = Set.of("COMPLETED", "CANCELLED", "NO_DRIVER_AVAILABLE");

    private final RideObserver next;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    OpenRides(RideObserver next) {
        this.next = next;
    }

    int count() {
        return open.size();
    }

    @Override
    public void rideChanged(
            Duration elapsed, String rideId, String rider, String state, int attempt, @Nullable String driver) {
        if (FINAL.contains(state)) {
            open.remove(rideId);
        } else {
            open.add(rideId);
        }
        next.rideChanged(elapsed, rideId, rider, state, attempt, driver);
    }

    @Override
    public void noted(Duration elapsed, String what) {
        next.noted(elapsed, what);
    }
}
