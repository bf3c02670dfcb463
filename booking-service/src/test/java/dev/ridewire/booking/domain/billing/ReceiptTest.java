package dev.ridewire.booking.domain.billing;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.assignedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelByRider;
import static dev.ridewire.booking.domain.ride.SampleRides.completedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.rideWithoutDriver;
import static dev.ridewire.booking.domain.ride.SampleRides.settledRide;
import static dev.ridewire.booking.domain.ride.SampleRides.startedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.fare.FareLine;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.SampleRides;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    @Test
    void theRiderSeesWhatTheyPaidAndTheDriverWhatTheyEarned() {
        assertThat(receiptOf(settledRide(), Party.RIDER).fare().total()).isEqualTo(usd("12.50"));
        assertThat(receiptOf(settledRide(), Party.DISPATCHER).fare().total()).isEqualTo(usd("12.50"));
        assertThat(receiptOf(settledRide(), Party.DRIVER).fare().total()).isEqualTo(usd("10.50"));
        assertThat(receiptOf(settledRide(), Party.DRIVER).fare().breakdown()).extracting(FareLine::kind)
                .doesNotContain(FareLine.Kind.BOOKING_FEE);
    }

    @Test
    void aRideThatIsNotSettledHasNoReceiptYetAndOneThatIsNotOverHasNone() {
        assertThat(Receipt.of(completedRide(), Party.RIDER))
                .isEqualTo(new Receipt.Answer.Refused(new ReceiptRejection.FareNotSettled()));
        for (Ride ride : List.of(assignedRide(), startedRide(), rideWithoutDriver())) {
            assertThat(Receipt.of(ride, Party.RIDER))
                    .isEqualTo(new Receipt.Answer.Refused(new ReceiptRejection.IllegalState(ride.status())));
        }
    }

    @Test
    void aCancellationHasAReceiptToo() {
        var late = SampleRides.accepted(assignedRide().decide(
                cancelByRider(), RidePolicy.STANDARD, NOW.plus(Duration.ofMinutes(3)))).ride();

        assertThat(receiptOf(late, Party.RIDER).fare().breakdown())
                .containsExactly(new FareLine(FareLine.Kind.CANCELLATION_FEE, usd("5.00")));
        assertThat(receiptOf(late, Party.DRIVER).fare().total()).isEqualTo(usd("5.00"));
        assertThat(receiptOf(SampleRides.cancelledRide(), Party.RIDER).fare().total()).isEqualTo(usd("0.00"));
    }

    private static Receipt receiptOf(Ride ride, Party viewer) {
        return ((Receipt.Answer.Issued) Receipt.of(ride, viewer)).receipt();
    }
}
