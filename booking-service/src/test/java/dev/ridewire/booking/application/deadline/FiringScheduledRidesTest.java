package dev.ridewire.booking.application.deadline;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.scheduledRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.InterferingRides;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiringScheduledRidesTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final FiringScheduledRides firing = new FiringScheduledRides(rides, RidePolicy.STANDARD, clock);

    @Test
    void aRideIsRequestedTenMinutesBeforeItsTimeAndOnce() {
        Ride ride = stored(scheduledRide());
        clock.advance(Duration.ofMinutes(109));

        assertThat(fireDue()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(fireDue()).isEqualTo(1);
        assertThat(fireDue()).isZero();
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

        assertThat(fireDue()).isEqualTo(1);
        assertThat(fireDue()).isZero();
    }

    @Test
    void aRiderWhoGetsUnderWayOtherwiseAtThatMomentKeepsNobodyWaiting() {
        Ride ride = stored(scheduledRide());
        Ride others = stored(scheduledRide(new RideId(new UUID(0x7000L, 3)), new RiderId("rider-eve")));
        var interfering = new InterferingRides(rides, 1,
                () -> stored(SampleRides.requestedRide(), new RideFact.RideRequested()));
        var firing = new FiringScheduledRides(interfering, RidePolicy.STANDARD, clock);
        clock.advance(Duration.ofHours(2));

        assertThat(firing.fireDue(work -> work).block()).isEqualTo(1);
        assertThat(rides.find(others.id()).blockOptional().orElseThrow().status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(rides.find(ride.id()).block()).isEqualTo(ride);
    }

    private @Nullable Integer fireDue() {
        return firing.fireDue(work -> work).block();
    }

    private Ride stored(Ride ride) {
        return stored(ride, new RideFact.RideScheduled());
    }

    private Ride stored(Ride ride, RideFact fact) {
        var key = new IdempotencyKey(ride.id().toString(), "fingerprint", NOW.plusSeconds(60));
        rides.add(ride, fact, key, NOW, TraceContext.NONE).block();
        return ride;
    }
}
