package dev.ridewire.simulator.api;

import org.jspecify.annotations.Nullable;

/**
 * A ride as its rider or its driver sees it.
 *
 * @param pin visible to the rider only
 */
public record RideView(String id, String state, int version, int attempt, @Nullable String pin,
        @Nullable Driver driver) {
    /** The assigned driver. */
    public record Driver(String id) {}

    public boolean isFinal() {
        return switch (state) {
            case "COMPLETED", "CANCELLED", "NO_DRIVER_AVAILABLE" -> true;
            default -> false;
        };
    }

    public boolean isDrivenBy(String driverId) {
        return driver != null && driver.id.equals(driverId);
    }
}
