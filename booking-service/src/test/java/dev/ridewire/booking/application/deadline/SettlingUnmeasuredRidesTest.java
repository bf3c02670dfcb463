package dev.ridewire.booking.application.deadline;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.completedRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.domain.fare.Settlement;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlingUnmeasuredRidesTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final SettlingUnmeasuredRides settling = new SettlingUnmeasuredRides(rides, RidePolicy.STANDARD, clock);

    @Test
    void aTripThatNobodyMeasuredCostsWhatWasQuotedAfterAnHourAndSettlesOnce() {
        var key = new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60));
        rides.add(completedRide(), new RideFact.RideCompleted(), key, NOW, TraceContext.NONE).block();
        clock.advance(Duration.ofMinutes(59));

        assertThat(settling.settleDue().block()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(settling.settleDue().block()).isEqualTo(1);
        assertThat(settling.settleDue().block()).isZero();
        assertThat(rides.find(completedRide().id()).blockOptional().orElseThrow().state()).isInstanceOfSatisfying(
                RideState.Completed.class, it -> assertThat(it.settlement()).isEqualTo(new Settlement(
                        SampleRides.TERMS.quoted(), Settlement.Basis.NOT_MEASURED, null, clock.instant())));
        assertThat(rides.told()).extracting(InMemoryRides.ToldFact::fact)
                .containsExactly(new RideFact.RideCompleted(), new RideFact.FareSettled());
    }
}
