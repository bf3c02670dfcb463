package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.api.TrackingApi;
import java.io.IOException;

/** A rider's map with the car on it. It reconnects when the stream breaks, until it is interrupted. */
final class LiveView {
    private final TrackingApi tracking;
    private final String rideId;
    private final Run run;

    LiveView(TrackingApi tracking, String rideId, Run run) {
        this.tracking = tracking;
        this.rideId = rideId;
        this.run = run;
    }

    void watch() {
        try {
            while (!run.isOver()) {
                try {
                    tracking.watch(rideId, run.ledger()::positionSeen);
                } catch (IOException broken) {
                    // Tracking may not know the ride yet, or is away: the map does not change.
                }
                run.pause();
            }
        } catch (InterruptedException rideIsOver) {
            Thread.currentThread().interrupt();
        }
    }
}
