package dev.ridewire.tracking.application;

import static dev.ridewire.tracking.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.domain.RideState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every {@link Rides}. */
public abstract class RidesContract {
    protected abstract Rides rides();

    @Test
    void aRideComesBackAsItWasTold() {
        for (RideState state : RideState.values()) {
            var told = ride(UUID.randomUUID(), state, 3);
            rides().saveNewer(List.of(told)).block();

            assertThat(rides().find(told.id()).block()).isEqualTo(told);
        }
    }

    @Test
    void onlyANewerVersionReplacesWhatIsKnown() {
        UUID id = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        rides().saveNewer(List.of(ride(id, RideState.DRIVER_ARRIVED, 4))).block();

        rides().saveNewer(List.of(ride(id, RideState.REQUESTED, 1), ride(other, RideState.REQUESTED, 1))).block();
        assertThat(rides().find(id).block()).isEqualTo(ride(id, RideState.DRIVER_ARRIVED, 4));
        assertThat(rides().find(other).block()).isEqualTo(ride(other, RideState.REQUESTED, 1));

        rides().saveNewer(List.of(ride(id, RideState.COMPLETED, 6))).block();
        assertThat(rides().find(id).block()).isEqualTo(ride(id, RideState.COMPLETED, 6));
    }

    @Test
    void aRideThatNobodyToldOfIsNotThere() {
        assertThat(rides().find(UUID.randomUUID()).blockOptional()).isEmpty();
    }
}
