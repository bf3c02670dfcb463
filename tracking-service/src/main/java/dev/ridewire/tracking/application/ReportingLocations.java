package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.ReportedPoint;
import dev.ridewire.tracking.domain.Track.Judgement;
import dev.ridewire.tracking.domain.Track.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The use case of a driver who reports positions. */
public final class ReportingLocations {
    private final Plausibility plausibility;
    private final Tracks tracks;
    private final LocationFeed feed;
    private final Positions positions;
    private final Clock clock;
    private final RefusedPoints refusedPoints = new RefusedPoints();

    /** @param rememberedDrivers number of drivers whose tracks this instance keeps */
    public ReportingLocations(
            Plausibility plausibility, int rememberedDrivers, LocationFeed feed, Positions positions, Clock clock) {
        this.plausibility = plausibility;
        this.tracks = new Tracks(rememberedDrivers);
        this.feed = feed;
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * Passes on the believed points of a report, whose order does not matter. Late points count for the trip but do not
     * move the live car back. The method neither waits nor fails, because both receivers buffer the points.
     */
    public Outcome report(String driverId, List<ReportedPoint> points, TraceContext cause) {
        Instant now = clock.instant();
        Judgement judgement = tracks.advance(driverId, track -> track.judge(points, plausibility, now));
        judgement.live().forEach(ping -> feed.publish(driverId, ping, cause));
        positions.keep(driverId, judgement.forTheTrip());
        refusedPoints.add(judgement.refused());
        return new Outcome(judgement.late().size() + judgement.live().size(), judgement.refused(),
                judgement.after().clock().millis());
    }

    /** Returns the points that this instance refused. */
    public RefusedPoints refusedPoints() {
        return refusedPoints;
    }

    /**
     * The result of a report.
     *
     * @param accepted          number of points that count
     * @param refused           the points that do not count
     * @param clockOffsetMillis added to the times of the device
     */
    public record Outcome(int accepted, List<Refusal> refused, long clockOffsetMillis) {
        public Outcome {
            refused = List.copyOf(refused);
        }
    }
}
