package dev.ridewire.tracking.application;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.application.shift.KnownShifts;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.ReportedPoint;
import dev.ridewire.tracking.domain.Track.Refusal;
import dev.ridewire.tracking.domain.Waypoint;
import dev.ridewire.tracking.domain.shift.Shift;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ReportingLocationsTest {
    private final List<String> published = new ArrayList<>();
    private final List<Ping> kept = new ArrayList<>();
    private final KnownShifts knownShifts = new KnownShifts(10);
    private boolean delivering = true;
    private final ReportingLocations reportingLocations = new ReportingLocations(
            new Plausibility(Duration.ofSeconds(30), Duration.ofMinutes(10), 200, 55, Duration.ofMinutes(2)), 2,
            knownShifts,
            new LocationFeed() {
                @Override
                public void publish(String driverId, Ping ping, TraceContext cause) {
                    published.add(driverId + "@" + ping.position().lat());
                }

                @Override
                public boolean isDelivering() {
                    return delivering;
                }
            },
            new Positions() {
                @Override
                public void keep(String driverId, List<Ping> pings) {
                    kept.addAll(pings);
                }

                @Override
                public Mono<Void> settle() {
                    return Mono.empty();
                }

                @Override
                public Mono<Map<UUID, List<Waypoint>>> along(List<FinishedDrive> drives) {
                    return Mono.just(Map.of());
                }

                @Override
                public Mono<Long> forgetBefore(Instant time, int limit) {
                    return Mono.just(0L);
                }
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachPointIsHeldAgainstTheLastOneThatWasBelieved() {
        var outcome = report("bob", at(40.7, -30), at(0, -20), at(41.7, -20), at(40.7, -30), at(40.701, -10));

        assertThat(outcome.accepted()).isEqualTo(2);
        assertThat(outcome.refused()).containsExactly(
                new Refusal(1, Implausibility.TOO_FAST), new Refusal(2, Implausibility.TOO_FAST),
                new Refusal(3, Implausibility.NOT_NEWER));
        assertThat(published).containsExactly("bob@40.7", "bob@40.701");
        assertThat(reportingLocations.refusedPoints().count(Implausibility.TOO_FAST)).isEqualTo(2);
        assertThat(reportingLocations.refusedPoints().count(Implausibility.NOT_NEWER)).isEqualTo(1);
        assertThat(kept).as("a later point shows which of both was wrong").extracting(ping -> ping.position().lat())
                .containsExactly(40.7, 0.0, 41.7, 40.701);
    }

    @Test
    void theLastPointIsRememberedBetweenReportsForEachDriver() {
        report("bob", at(40.7, -10));

        assertThat(report("cid", at(41.7, -9)).accepted()).isEqualTo(1);
        assertThat(report("bob", at(41.7, -9)).refused()).containsExactly(new Refusal(0, Implausibility.TOO_FAST));
    }

    @Test
    void theDriverWhoWasSilentLongestIsForgotten() {
        report("bob", at(40.7, -10));
        report("cid", at(40.7, -10));
        report("dan", at(40.7, -10));

        assertThat(report("bob", at(41.7, -9)).accepted()).isEqualTo(1);
    }

    @Test
    void latePointsCountForTheTripAndDoNotMoveTheCar() {
        report("bob", at(40.7, 0));

        var outcome = report("bob", at(40.699, -10), at(40.698, -20));

        assertThat(outcome.accepted()).isEqualTo(2);
        assertThat(published).containsExactly("bob@40.7");
        assertThat(kept).extracting(ping -> ping.position().lat()).containsExactly(40.7, 40.698, 40.699);
    }

    @Test
    void whileNothingArrivesNothingIsTaken() {
        delivering = false;

        assertThat(reportingLocations.report("bob", List.of(at(40.7, 0)), TraceContext.NONE)).isEmpty();
        assertThat(published).isEmpty();
        assertThat(kept).isEmpty();

        delivering = true;
        assertThat(report("bob", at(40.7, 0)).accepted()).isEqualTo(1);
    }

    @Test
    void aDriverOffShiftReportsWhatIsOfTheShiftOnly() {
        knownShifts.hear(new Shift("bob", 2, false, NOW.minusSeconds(20)));

        var outcome = report("bob", at(40.7, 0), at(40.701, -30), at(41.7, -25), at(40.702, -10));

        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(outcome.refused()).containsExactly(
                new Refusal(0, Implausibility.OFF_SHIFT), new Refusal(2, Implausibility.TOO_FAST),
                new Refusal(3, Implausibility.OFF_SHIFT));
        assertThat(published).containsExactly("bob@40.701");
    }

    @Test
    void aDriverOnShiftOrUnknownReports() {
        knownShifts.hear(new Shift("bob", 2, false, NOW.minusSeconds(20)));
        knownShifts.hear(new Shift("bob", 3, true, NOW.minusSeconds(10)));
        knownShifts.hear(new Shift("bob", 1, false, NOW.minusSeconds(30)));

        assertThat(report("bob", at(40.7, 0)).accepted()).isEqualTo(1);
        assertThat(report("cid", at(40.7, 0)).accepted()).isEqualTo(1);
    }

    private ReportingLocations.Outcome report(String driverId, ReportedPoint... points) {
        return reportingLocations.report(driverId, List.of(points), TraceContext.NONE).orElseThrow();
    }

    private static ReportedPoint at(double lat, int seconds) {
        return new ReportedPoint(lat, -74, NOW.plusSeconds(seconds), null, null, null);
    }
}
