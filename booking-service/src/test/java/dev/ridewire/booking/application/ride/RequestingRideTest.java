package dev.ridewire.booking.application.ride;

import static dev.ridewire.booking.application.ride.SampleRequests.requestOf;
import static dev.ridewire.booking.domain.ride.SampleRides.FARE;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.RIDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.RequestingRide.Outcome;
import dev.ridewire.booking.domain.fare.QuoteRejection;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestingRideTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final SampleRequests.Drawer drawer = new SampleRequests.Drawer();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final AtomicLong lastId = new AtomicLong();
    private final RequestingRide requesting = new RequestingRide(rides, drawer, RidePolicy.STANDARD, clock,
            () -> new UUID(0x7000L, lastId.incrementAndGet()), new Random(7));

    @Test
    void aRequestWithAValidQuoteBecomesARideAtTheQuotedFare() {
        var outcome = request(requestOf(RIDER, drawer), "key-1");

        assertThat(requested(outcome).order().quotedFare()).isEqualTo(
                FARE);
        assertThat(rides.told()).extracting(InMemoryRides.ToldFact::fact)
                .containsExactly(new RideFact.RideRequested());
    }

    @Test
    void theSameRequestAgainIsAnsweredWithTheSameRideAsItWas() {
        var request = requestOf(RIDER, drawer);
        Ride first = requested(request(request, "key-1"));
        cancel(first);

        assertThat(request(request, "key-1")).isEqualTo(new Outcome.Replayed(first));
        assertThat(rides.told()).hasSize(2);
    }

    @Test
    void theSameRequestIsAnsweredTheSameWhenItsQuoteHasRunOutMeanwhile() {
        var request = requestOf(RIDER, drawer);
        Ride first = requested(request(request, "key-1"));
        clock.advance(Duration.ofMinutes(6));

        assertThat(request(request, "key-1")).isEqualTo(new Outcome.Replayed(first));
    }

    @Test
    void aKeyMeansNothingAfterADay() {
        Ride first = requested(request(requestOf(RIDER, drawer), "key-1"));
        cancel(first);
        clock.advance(Duration.ofHours(24));

        assertThat(request(requestOf(RIDER, drawer), "key-1"))
                .isEqualTo(new Outcome.Refused(new RequestRejection.QuoteUnfit(new QuoteRejection.QuoteExpired())));
    }

    @Test
    void aKeyCanNotBeUsedForAnotherRequest() {
        request(requestOf(RIDER, drawer), "key-1");

        assertThat(request(requestOf(RIDER, drawer), "key-1"))
                .isEqualTo(new Outcome.Refused(new RequestRejection.KeyReused()));
    }

    @Test
    void twoRidersMayChooseTheSameKey() {
        request(requestOf(RIDER, drawer), "key-1");

        assertThat(request(requestOf(new RiderId("rider-eve"), drawer), "key-1"))
                .isInstanceOf(Outcome.Requested.class);
    }

    @Test
    void aRiderHasOneActiveRideIsToldWhichAndTheRefusedRequestLeavesItsKeyFree() {
        Ride first = requested(request(requestOf(RIDER, drawer), "key-1"));
        var second = requestOf(RIDER, drawer);

        assertThat(request(second, "key-2"))
                .isEqualTo(new Outcome.Refused(new RequestRejection.ActiveRideExists(first.id())));
        cancel(first);
        assertThat(request(second, "key-2")).isInstanceOf(Outcome.Requested.class);
    }

    @Test
    void aQuoteHoldsForItsRiderItsWayItsClassesAndItsTimeOnly() {
        var request = requestOf(RIDER, drawer);
        var mismatch = new Outcome.Refused(new RequestRejection.QuoteUnfit(new QuoteRejection.QuoteMismatch()));

        assertThat(request(new RideRequest(new RiderId("rider-eve"), request.quoteId(), request.vehicleClass(),
                request.pickup(), request.dropoff(), null, null), "key-1")).isEqualTo(mismatch);
        assertThat(request(new RideRequest(RIDER, request.quoteId(), request.vehicleClass(),
                request.dropoff(), request.pickup(), null, null), "key-1")).isEqualTo(mismatch);
        assertThat(request(new RideRequest(RIDER, request.quoteId(), new VehicleClass("LIMOUSINE"),
                request.pickup(), request.dropoff(), null, null), "key-1")).isEqualTo(mismatch);
        clock.advance(Duration.ofMinutes(5));
        assertThat(request(request, "key-1"))
                .isEqualTo(new Outcome.Refused(new RequestRejection.QuoteUnfit(new QuoteRejection.QuoteExpired())));
    }

    @Test
    void aQuoteThatWasNotMadeHereIsRefused() {
        var request = requestOf(RIDER, drawer);
        var forged = new RideRequest(RIDER, "forged", request.vehicleClass(), request.pickup(), request.dropoff(),
                null, null);

        assertThat(request(forged, "key-1")).isEqualTo(new Outcome.Refused(new RequestRejection.QuoteInvalid()));
    }

    private Outcome request(RideRequest request, String key) {
        return requesting.request(request, key, TraceContext.NONE).blockOptional().orElseThrow();
    }

    private static Ride requested(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Requested.class);
        return ((Outcome.Requested) outcome).ride();
    }

    private void cancel(Ride ride) {
        var cancel = new RideCommand.Cancel(Actor.rider(ride.order().rider()), "changed-plans");
        var outcome = new ChangingRide(rides, RidePolicy.STANDARD, clock)
                .change(ride.id(), cancel, _ -> true, TraceContext.NONE).block();
        assertThat(outcome).isInstanceOf(ChangingRide.Outcome.Done.class);
    }
}
