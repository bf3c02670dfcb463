package dev.ridewire.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    private Path folder = Path.of("");

    private Stamps stamps;

    @BeforeEach
    void commitAtZero() throws IOException {
        stamps = Stamps.in(folder.resolve("stamps"));
    }

    @Test
    void aLatencyIsFromItsOwnCommitToItsArrival() {
        var window = new Arrivals.Window(10, 2);
        stamps.set(10, SECOND);
        stamps.set(11, 2 * SECOND);

        window.arrived(10, SECOND + 1_000_000, stamps);
        window.arrived(11, 2 * SECOND + 3_000_000, stamps);

        assertThat(window.micros().getMinValue()).isEqualTo(1_000);
        assertThat((double) window.micros().getMaxValue()).isCloseTo(3_000, within(3.0));
    }

    @Test
    void whatComesTwiceCountsOnceAndIsTold() {
        var window = new Arrivals.Window(0, 2);

        window.arrived(0, 1_000, stamps);
        window.arrived(0, 9_000_000, stamps);
        window.arrived(1, 2_000, stamps);

        assertThat(window.duplicates()).isEqualTo(1);
        assertThat(window.micros().getTotalCount()).isEqualTo(2);
    }

    @Test
    void eventsOfOtherMeasurementsAreNotCounted() {
        var window = new Arrivals.Window(10, 2);

        window.arrived(9, 1_000, stamps);
        window.arrived(12, 1_000, stamps);

        assertThat(window.micros().getTotalCount()).isZero();
    }

    @Test
    void aRateIsFromTheFirstArrivalToTheLast() {
        var window = new Arrivals.Window(0, 100);
        for (int event = 0; event < 100; event++) {
            window.arrived(event, 5 * SECOND + event * SECOND / 99, stamps);
        }

        assertThat(window.rate()).isCloseTo(100, within(0.1));
    }
}
