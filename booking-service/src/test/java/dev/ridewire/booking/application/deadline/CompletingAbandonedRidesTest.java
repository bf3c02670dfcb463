package dev.ridewire.booking.application.deadline;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.startedRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.ChangingRide;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletingAbandonedRidesTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final CompletingAbandonedRides completing = new CompletingAbandonedRides(
            rides, RidePolicy.STANDARD, clock);

    @BeforeEach
    void start() {
        var key = new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60));
        rides.add(startedRide(), new RideFact.RideStarted(), key, NOW, TraceContext.NONE).block();
    }

    @Test
    void aRideWhoseDriverHasVanishedCompletesAfterTwelveHoursAtTheQuotedFare() {
        clock.advance(Duration.ofHours(12).minusSeconds(1));

        assertThat(completing.completeAbandoned().block()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(completing.completeAbandoned().block()).isEqualTo(1);
        assertThat(completing.completeAbandoned().block()).isZero();
        assertThat(rides.find(startedRide().id()).blockOptional().orElseThrow().state()).isInstanceOfSatisfying(
                RideState.Completed.class, it -> {
                    assertThat(it.completedAt()).isEqualTo(clock.instant());
                    assertThat(it.settlement()).isEqualTo(new Settlement(
                            SampleRides.TERMS.quoted(), Settlement.Basis.NOT_MEASURED, null, clock.instant()));
                });
        assertThat(rides.told()).extracting(InMemoryRides.ToldFact::fact)
                .containsExactly(new RideFact.RideStarted(), new RideFact.RideCompleted());
    }

    @Test
    void itsRiderCanAskForAnotherRideAndItsDriverIsAnsweredAsIfTheyHadCompletedIt() {
        clock.advance(Duration.ofHours(12));
        completing.completeAbandoned().block();

        var outcome = new ChangingRide(rides, RidePolicy.STANDARD, clock).change(
                startedRide().id(), new RideCommand.Complete(DRIVER), _ -> true, TraceContext.NONE).block();
        assertThat(outcome).isInstanceOf(ChangingRide.Outcome.Done.class);
        var key = new IdempotencyKey("key-2", "fingerprint", clock.instant().plusSeconds(60));
        var another = SampleRides.requestedRide(new RideId(new UUID(0x7000L, 9)), SampleRides.RIDER);
        assertThat(rides.add(another, new RideFact.RideRequested(), key, clock.instant(), TraceContext.NONE).block())
                .isEqualTo(Rides.AddResult.ADDED);
    }
}
