package dev.ridewire.booking.application;

import static dev.ridewire.booking.domain.SampleRides.NOW;
import static dev.ridewire.booking.domain.SampleRides.scheduledRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.Ride;
import dev.ridewire.booking.domain.RideFact;
import dev.ridewire.booking.domain.RideId;
import dev.ridewire.booking.domain.RidePolicy;
import dev.ridewire.booking.domain.RideStatus;
import dev.ridewire.booking.domain.SampleRides;
import dev.ridewire.events.TraceContext;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FiringScheduledRidesTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final FiringScheduledRides firing = new FiringScheduledRides(rides, RidePolicy.STANDARD, clock);

    @Test
    void aRideIsRequestedTenMinutesBeforeItsTimeAndOnce() {
        Ride ride = stored(scheduledRide());
        clock.advance(Duration.ofMinutes(109));

        assertThat(firing.fireDue().block()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(firing.fireDue().block()).isEqualTo(1);
        assertThat(firing.fireDue().block()).isZero();
        assertThat(rides.find(ride.id()).blockOptional().orElseThrow().status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(rides.told()).extracting(InMemoryRides.ToldFact::fact)
                .containsExactly(new RideFact.RideScheduled(), new RideFact.RideRequested());
    }

    @Test
    void ofTwoDueRidesOfARiderTheSecondWaitsForTheFirst() {
        stored(scheduledRide());
        stored(SampleRides.accepted(Ride.request(new RideId(new UUID(0x7000L, 3)),
                SampleRides.orderFor(NOW.plus(Duration.ofMinutes(121))), RidePolicy.STANDARD, NOW)).ride());
        clock.advance(Duration.ofHours(3));

        assertThat(firing.fireDue().block()).isEqualTo(1);
        assertThat(firing.fireDue().block()).isZero();
    }

    private Ride stored(Ride ride) {
        var key = new IdempotencyKey(ride.id().toString(), "fingerprint", NOW.plusSeconds(60));
        rides.add(ride, new RideFact.RideScheduled(), key, NOW, TraceContext.NONE).block();
        return ride;
    }
}
