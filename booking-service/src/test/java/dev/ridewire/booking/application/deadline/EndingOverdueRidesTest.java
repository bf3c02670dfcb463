package dev.ridewire.booking.application.deadline;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.requestedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.scheduledRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndingOverdueRidesTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final EndingOverdueRides ending = new EndingOverdueRides(rides, RidePolicy.STANDARD, clock);
    private final FiringScheduledRides firing = new FiringScheduledRides(rides, RidePolicy.STANDARD, clock);

    @Test
    void aRideWhoseRiderIsStillUnderWayHalfAnHourAfterItsTimeEndsAtNobodysCost() {
        Ride scheduled = stored(scheduledRide(), new RideFact.RideScheduled());
        stored(requestedRide(), new RideFact.RideRequested());
        clock.advance(Duration.ofMinutes(149));

        assertThat(firing.fireDue(work -> work).block()).isZero();
        assertThat(ending.endOverdue().block()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(ending.endOverdue().block()).isEqualTo(1);
        assertThat(ending.endOverdue().block()).isZero();
        assertThat(rides.find(scheduled.id()).blockOptional().orElseThrow().state()).isInstanceOfSatisfying(
                RideState.Cancelled.class, cancelled -> {
                    assertThat(cancelled.cancellation().by()).isEqualTo(Party.DISPATCHER);
                    assertThat(cancelled.cancellation().reason()).isEqualTo("rider-under-way");
                    assertThat(cancelled.cancellation().fee().isZero()).isTrue();
                });
    }

    @Test
    void aRideThatIsLateBecauseNobodyLookedIsStillSearchedFor() {
        stored(scheduledRide(), new RideFact.RideScheduled());
        clock.advance(Duration.ofHours(4));

        assertThat(ending.endOverdue().block()).isZero();
        assertThat(firing.fireDue(work -> work).block()).isEqualTo(1);
    }

    private Ride stored(Ride ride, RideFact fact) {
        var key = new IdempotencyKey(ride.id().toString(), "fingerprint", NOW.plusSeconds(60));
        assertThat(rides.add(ride, fact, key, NOW, TraceContext.NONE).block()).isEqualTo(Rides.AddResult.ADDED);
        return ride;
    }
}
