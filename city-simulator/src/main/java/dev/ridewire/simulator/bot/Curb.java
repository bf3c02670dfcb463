package dev.ridewire.simulator.bot;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The curb, where a rider tells the driver the PIN by word of mouth and not over the API. */
final class Curb {
    private final Map<String, String> pins = new ConcurrentHashMap<>();

    void tell(String rideId, String pin) {
        pins.put(rideId, pin);
    }

    Optional<String> listen(String rideId) {
        return Optional.ofNullable(pins.get(rideId));
    }
}
