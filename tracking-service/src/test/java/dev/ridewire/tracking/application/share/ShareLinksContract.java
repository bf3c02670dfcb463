package dev.ridewire.tracking.application.share;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static dev.ridewire.tracking.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.domain.RideState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every {@link ShareLinks}. */
public abstract class ShareLinksContract {
    private final UUID rideId = UUID.randomUUID();
    private final LinkKey key = LinkKey.of(UUID.randomUUID().toString());
    private final LinkKey other = LinkKey.of(UUID.randomUUID().toString());

    protected abstract ShareLinks links();

    protected abstract Rides rides();

    @Test
    void aLinkLeadsToItsRideUntilItIsRevoked() {
        links().add(key, rideId, NOW, 10).block();
        assertThat(links().rideOf(key).block()).isEqualTo(rideId);

        links().revoke(rideId).block();
        assertThat(links().rideOf(key).blockOptional()).isEmpty();
        links().revoke(rideId).block();
    }

    @Test
    void anUnknownLinkLeadsNowhere() {
        assertThat(links().rideOf(other).blockOptional()).isEmpty();
    }

    @Test
    void oneLinkTooManyEndsTheOldest() {
        var third = LinkKey.of(UUID.randomUUID().toString());
        links().add(key, rideId, NOW, 2).block();
        links().add(other, rideId, NOW.plusSeconds(1), 2).block();
        links().add(third, rideId, NOW.plusSeconds(2), 2).block();

        assertThat(links().existing(List.of(key, other, third)).block()).containsExactlyInAnyOrder(other, third);
    }

    @Test
    void theLinksOfAnotherRideStay() {
        UUID otherRide = UUID.randomUUID();
        links().add(key, rideId, NOW, 1).block();
        links().add(other, otherRide, NOW, 1).block();

        links().revoke(rideId).block();

        assertThat(links().existing(List.of(key, other)).block()).containsExactly(other);
    }

    @Test
    void oldLinksAreForgottenOnceTheirRideIsOver() {
        UUID lasting = UUID.randomUUID();
        rides().saveNewer(List.of(ride(rideId, RideState.COMPLETED, 5), ride(lasting, RideState.SCHEDULED, 1)))
                .block();
        var young = LinkKey.of(UUID.randomUUID().toString());
        links().add(key, rideId, NOW, 10).block();
        links().add(young, rideId, NOW.plusSeconds(60), 10).block();
        links().add(other, lasting, NOW, 10).block();

        links().forgetBefore(NOW.plusSeconds(1), 100).block();

        assertThat(links().existing(List.of(key, young, other)).block()).containsExactlyInAnyOrder(young, other);
    }
}
