package dev.ridewire.dispatch.adapter.geo;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import dev.ridewire.dispatch.application.DriverPosition;
import dev.ridewire.dispatch.application.MutableClock;
import dev.ridewire.dispatch.application.PositionReport;
import dev.ridewire.geo.GeoPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class H3DriverPositionsTest {
    private static final Duration STALE = Duration.ofSeconds(60);

    private final MutableClock clock = new MutableClock(NOON);
    private final H3DriverPositions positions = positions(1_000);

    @Test
    void theNearestComeFirst() {
        report("far", 0.05);
        report("near", 0.001);
        report("middle", 0.02);

        assertThat(positions.nearest(PICKUP, NOON, 2)).extracting(DriverPosition::driverId)
                .containsExactly("near", "middle");
    }

    @Test
    void aDriverIsWhereTheyWereLast() {
        positions.report(List.of(
                new PositionReport("ann", north(0.03), NOON.plusSeconds(2)),
                new PositionReport("ann", PICKUP, NOON.plusSeconds(1))));

        assertThat(positions.nearest(PICKUP, NOON, 5)).containsExactly(new DriverPosition("ann", north(0.03)));
    }

    @Test
    void whoIsSilentForTooLongIsNoCandidateAndThenForgotten() {
        report("ann", 0);
        assertThat(positions.nearest(PICKUP, NOON.plus(STALE), 5)).hasSize(1);
        assertThat(positions.nearest(PICKUP, NOON.plus(STALE).plusMillis(1), 5)).isEmpty();

        clock.advance(STALE.multipliedBy(2));
        positions.report(List.of(new PositionReport("ann", PICKUP, NOON)));
        assertThat(positions.size()).isZero();
    }

    @Test
    void noMoreThanTheBoundAreKept() {
        var few = positions(2);
        for (int number = 0; number < 5; number++) {
            few.report(List.of(new PositionReport("driver" + number, PICKUP, NOON)));
        }
        few.report(List.of(new PositionReport("driver0", north(0.01), NOON.plusSeconds(1))));

        assertThat(few.size()).isEqualTo(2);
        assertThat(few.nearest(PICKUP, NOON, 5)).contains(new DriverPosition("driver0", north(0.01)));
    }

    @Property(tries = 50)
    void theIndexFindsWhatLookingAtEverybodyFinds(@ForAll long seed) {
        var index = positions(1_000);
        Random random = new Random(seed);
        List<DriverPosition> all = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            var point = new GeoPoint(PICKUP.lat() + random.nextDouble(-0.03, 0.03),
                    PICKUP.lng() + random.nextDouble(-0.03, 0.03));
            all.add(new DriverPosition("driver" + number, point));
            index.report(List.of(new PositionReport("driver" + number, PICKUP, NOON),
                    new PositionReport("driver" + number, point, NOON.plusSeconds(1))));
        }
        all.sort(Comparator.comparingDouble(position -> position.point().metersTo(PICKUP)));

        assertThat(index.nearest(PICKUP, NOON, 200)).containsExactlyElementsOf(all);
        assertThat(index.nearest(PICKUP, NOON, 1)).containsExactlyElementsOf(all.subList(0, 1));
    }

    private void report(String driverId, double degreesNorth) {
        positions.report(List.of(new PositionReport(driverId, north(degreesNorth), NOON)));
    }

    private H3DriverPositions positions(int maxDrivers) {
        try {
            return new H3DriverPositions(
                    H3Core.newInstance(), new H3DriverPositions.Settings(STALE, maxDrivers, 8, 12), clock);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static GeoPoint north(double degrees) {
        return new GeoPoint(PICKUP.lat() + degrees, PICKUP.lng());
    }
}
