package dev.ridewire.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * The pace of a simulation.
 *
 * @param tick            the interval at which people check the state
 * @param thinking        how long a person thinks at most before a decision
 * @param metersPerSecond how fast cars drive
 */
public record Pace(Duration tick, Duration thinking, double metersPerSecond) {
    /** 144 km/h through the city: fast, but below the 200 km/h that tracking takes for a jump. */
    public static final Pace HURRIED = new Pace(Duration.ofSeconds(1), Duration.ofMillis(1_500), 40);

    public Pace {
        Objects.requireNonNull(thinking, "thinking");
        if (!tick.isPositive()) {
            throw new IllegalArgumentException("tick: " + tick + " (expected: above 0)");
        }
        if (!(metersPerSecond > 0)) {
            throw new IllegalArgumentException("metersPerSecond: " + metersPerSecond + " (expected: above 0)");
        }
    }
}
