package dev.ridewire.dispatch.application.nearby;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of what riders see, and of what it costs.
 *
 * @param window     how long a car stays where it was seen first, and an answer stays as it is
 * @param seen       positions looked at first around a rider; up to 16 times as many where their cars aren't free
 * @param mostPlaces areas shown of each class
 * @param maxAreas   areas whose answers are kept within a window; other areas cost a statement for each question
 */
public record NearbyLimits(Duration window, int seen, int mostPlaces, int maxAreas) {
    public NearbyLimits {
        Objects.requireNonNull(window, "window");
        if (window.toMillis() < 1 || seen < 1 || mostPlaces < 1 || maxAreas < 0) {
            throw new IllegalArgumentException("%s, %d, %d, %d (expected: 1 ms, 1, 1, 0 or more)"
                    .formatted(window, seen, mostPlaces, maxAreas));
        }
    }
}
