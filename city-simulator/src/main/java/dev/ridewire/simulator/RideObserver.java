package dev.ridewire.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An observer of the rides. Calls come from the people's threads, one at a time. */
public interface RideObserver {
    /**
     * Takes note that a ride reached a new state, as its rider sees it.
     *
     * @param elapsed the time since the start of the simulation
     * @param driver  the driver; null if there is none
     */
    void rideChanged(Duration elapsed, String rideId, String rider, String state, int attempt, @Nullable String driver);

    /** Takes note of something else: a declined offer, a double click, a broken promise. */
    void noted(Duration elapsed, String what);
}
