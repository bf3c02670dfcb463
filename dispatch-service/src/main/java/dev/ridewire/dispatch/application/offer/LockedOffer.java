package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.util.Objects;

/** An offer with its match and its driver, locked and as they are now. */
public record LockedOffer(Offer offer, Traced<Match> match, Driver driver) {
    public LockedOffer {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(driver, "driver");
    }
}
