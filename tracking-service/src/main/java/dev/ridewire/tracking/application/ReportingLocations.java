package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.ReportedPoint;
import dev.ridewire.tracking.domain.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A driver tells where they are. What is plausible is passed on to whom it concerns; the driver learns what was not. */
public final class ReportingLocations {
    private final Plausibility plausibility;
    private final LastPings lastPings;
    private final LocationFeed feed;
    private final Positions positions;
    private final Clock clock;

    /** @param rememberedDrivers whose last position this instance keeps */
    public ReportingLocations(
            Plausibility plausibility, int rememberedDrivers, LocationFeed feed, Positions positions, Clock clock) {
        this.plausibility = plausibility;
        this.lastPings = new LastPings(rememberedDrivers);
        this.feed = feed;
        this.positions = positions;
        this.clock = clock;
    }

    /** Takes points in the order they were recorded. Neither waits nor fails: both receivers are buffered. */
    public Outcome report(String driverId, List<ReportedPoint> points, TraceContext cause) {
        Instant now = clock.instant();
        var accepted = new ArrayList<Ping>();
        var rejected = new ArrayList<Rejection>();
        lastPings.advance(driverId, last -> {
            @Nullable
            Ping previous = last;
            for (int index = 0; index < points.size(); index++) {
                switch (plausibility.judge(points.get(index), previous, now)) {
                    case Verdict.Accepted(Ping ping) -> {
                        accepted.add(ping);
                        previous = ping;
                    }
                    case Verdict.Rejected(Implausibility reason) -> rejected.add(new Rejection(index, reason));
                }
            }
            return previous;
        });
        accepted.forEach(ping -> feed.publish(driverId, ping, cause));
        positions.keep(driverId, accepted);
        return new Outcome(accepted.size(), rejected);
    }

    /** How many counted, and which did not. */
    public record Outcome(int accepted, List<Rejection> rejected) {
        public Outcome {
            rejected = List.copyOf(rejected);
        }
    }

    /** @param index of the point in the report */
    public record Rejection(int index, Implausibility reason) {
        public Rejection {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
