package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.application.shift.KnownShifts;
import dev.ridewire.tracking.domain.ClockOffset;
import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.ReportedPoint;
import dev.ridewire.tracking.domain.Track;
import dev.ridewire.tracking.domain.Track.Judgement;
import dev.ridewire.tracking.domain.Track.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The use case of a driver who reports positions. */
public final class ReportingLocations {
    /** The estimate of a device's clock is no more exact than this. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);

    private final Plausibility plausibility;
    private final KnownShifts knownShifts;
    private final Tracks tracks;
    private final LocationFeed feed;
    private final Positions positions;
    private final Clock clock;
    private final RefusedPoints refusedPoints = new RefusedPoints();

    /** @param rememberedDrivers number of drivers whose tracks this instance keeps */
    public ReportingLocations(
            Plausibility plausibility, int rememberedDrivers, KnownShifts knownShifts, LocationFeed feed,
            Positions positions, Clock clock) {
        this.plausibility = plausibility;
        this.knownShifts = knownShifts;
        this.tracks = new Tracks(rememberedDrivers);
        this.feed = feed;
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * Passes on the believed points of a report, whose order does not matter. Late points count for the trip but do not
     * move the live car back. The method neither waits nor fails, because both receivers buffer the points.
     *
     * @return empty if positions do not arrive at present: nothing was taken, and the driver should send it all again
     */
    public Optional<Outcome> report(String driverId, List<ReportedPoint> points, TraceContext cause) {
        if (!feed.isDelivering()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        @Nullable
        Instant shiftEnd = knownShifts.endOf(driverId);
        Judgement judgement = tracks.advance(driverId, track -> shiftEnd == null
                ? track.judge(points, plausibility, now)
                : judgeUntil(shiftEnd, track, points, now));
        judgement.live().forEach(ping -> feed.publish(driverId, ping, cause));
        positions.keep(driverId, judgement.forTheTrip());
        refusedPoints.add(judgement.refused());
        return Optional.of(new Outcome(judgement.late().size() + judgement.live().size(), judgement.refused(),
                judgement.after().clock().millis()));
    }

    /** Returns the points that this instance refused. */
    public RefusedPoints refusedPoints() {
        return refusedPoints;
    }

    /** Judges the points of a shift that has ended, and refuses those recorded since. */
    private Judgement judgeUntil(Instant shiftEnd, Track track, List<ReportedPoint> points, Instant now) {
        Instant last = shiftEnd.plus(CLOCK_ERROR);
        List<Integer> within = IntStream.range(0, points.size())
                .filter(index -> isOfShift(points.get(index), track.clock(), last)).boxed().toList();
        Judgement judged = track.judge(within.stream().map(points::get).toList(), plausibility, now);
        Stream<Refusal> since = IntStream.range(0, points.size()).boxed()
                .filter(index -> !within.contains(index))
                .map(index -> new Refusal(index, Implausibility.OFF_SHIFT));
        List<Refusal> refused = Stream.concat(since, judged.refused().stream()
                .map(refusal -> new Refusal(within.get(refusal.index()), refusal.reason())))
                .sorted(Comparator.comparingInt(Refusal::index)).toList();
        return new Judgement(judged.after(), judged.live(), judged.late(), judged.forTheTrip(), refused);
    }

    /** An unreadable time is refused for that. */
    private static boolean isOfShift(ReportedPoint point, ClockOffset clock, Instant last) {
        @Nullable
        Instant recordedAt = point.recordedAt();
        return recordedAt == null || !recordedAt.isAfter(last.minusMillis(clock.millis()));
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
