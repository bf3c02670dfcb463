package dev.ridewire.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told how the rides go. Called from the people's threads, one call at a time. */
public interface RideObserver {
    /**
     * A ride reached a new state, as its rider sees it.
     *
     * @param elapsed since the start of the simulation
     * @param driver  who drives, null if nobody
     */
    void rideChanged(Duration elapsed, String rideId, String rider, String state, int attempt, @Nullable String driver);

    /** Something else worth a line happened: a declined offer, a double click, a broken promise. */
    void noted(Duration elapsed, String what);
}
