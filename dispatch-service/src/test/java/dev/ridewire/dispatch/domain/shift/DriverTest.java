package dev.ridewire.dispatch.domain.shift;

import static dev.ridewire.dispatch.domain.Samples.GOLF;
import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PRIUS;
import static dev.ridewire.dispatch.domain.Samples.available;
import static dev.ridewire.dispatch.domain.Samples.offered;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class DriverTest {
    private final Driver asked = Objects.requireNonNull(offered(ride(1), "ann").driver()).driver();

    @Test
    void aNewDriverStartsAShift() {
        assertThat(Driver.unknown("ann").goOnline(PRIUS, NOON)).isInstanceOfSatisfying(
                ShiftDecision.Changed.class,
                changed -> assertThat(changed.change().driver()).isEqualTo(available("ann")));
    }

    @Test
    void goingOnlineTwiceChangesNothing() {
        assertThat(available("ann").goOnline(PRIUS, NOON)).isEqualTo(new ShiftDecision.Unchanged(available("ann")));
        assertThat(asked.goOnline(PRIUS, NOON)).isEqualTo(new ShiftDecision.Unchanged(asked));
    }

    @Test
    void carsAreChangedBetweenRidesOnly() {
        assertThat(available("ann").goOnline(GOLF, NOON)).isInstanceOfSatisfying(
                ShiftDecision.Changed.class,
                changed -> assertThat(changed.change().driver().vehicle()).isEqualTo(GOLF));
        assertThat(asked.goOnline(GOLF, NOON)).isEqualTo(new ShiftDecision.Busy(asked.state()));
    }

    @Test
    void aShiftDoesNotEndWhileTheDriverIsAsked() {
        assertThat(asked.goOffline(NOON)).isEqualTo(new ShiftDecision.Busy(asked.state()));
        assertThat(available("ann").goOffline(NOON)).isInstanceOf(ShiftDecision.Changed.class);
        assertThat(Driver.unknown("ann").goOffline(NOON)).isInstanceOf(ShiftDecision.Unchanged.class);
    }
}
