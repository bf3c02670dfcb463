package dev.ridewire.simulator.fake;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ride as booking and dispatch know it together. */
final class FakeRide {
    final String id;
    final String riderId;
    final JsonNode request;
    String state = "REQUESTED";
    int version = 1;
    int attempt = 1;
    int offers = 1;
    @Nullable
    String driver;
    @Nullable
    String offeredTo;
    /** Offered to somebody else next. */
    @Nullable
    String declinedBy;

    FakeRide(String id, String riderId, JsonNode request) {
        this.id = id;
        this.riderId = riderId;
        this.request = request;
    }

    void become(String next) {
        state = next;
        version++;
    }

    void loseDriver() {
        driver = null;
        offeredTo = null;
    }

    boolean isLive() {
        return !Set.of("COMPLETED", "CANCELLED", "NO_DRIVER_AVAILABLE").contains(state);
    }

    boolean concerns(String who) {
        return who.equals(riderId) || who.equals(driver);
    }
}
