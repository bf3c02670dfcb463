package dev.ridewire.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a simulation.
 *
 * @param planned                how many riders wanted to ride
 * @param requested              rides that booking took
 * @param unfinished             rides that reached no final state in time
 * @param doubleDriven           rides that two drivers held at the same time
 * @param doubled                rides that came from a second click on the same request
 * @param rematched              rides that found another driver after one gave them back
 * @param medianWaitToAssignment the time from the click until the rider sees a driver; null if nobody saw one
 * @param positionsReported      car positions that tracking took
 * @param positionsSeen          car positions that riders saw on their live streams
 * @param oneRideId              a ride to look at, completed if there is one; null without any ride
 * @param problems               unexpected events, in words
 */
public record SimulationSummary(
        int planned,
        int requested,
        int completed,
        int cancelled,
        int withoutDriver,
        int unfinished,
        int doubleDriven,
        int doubled,
        int rematched,
        @Nullable Duration medianWaitToAssignment,
        long positionsReported,
        long positionsSeen,
        Duration took,
        @Nullable String oneRideId,
        List<String> problems) {
    public SimulationSummary {
        Objects.requireNonNull(took, "took");
        problems = List.copyOf(problems);
    }

    /** Reports whether every rider got one ride, every ride reached a final state, and none had two drivers. */
    public boolean successful() {
        return requested == planned && unfinished == 0 && doubleDriven == 0 && doubled == 0;
    }
}
