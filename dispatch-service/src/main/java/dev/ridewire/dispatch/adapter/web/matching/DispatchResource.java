package dev.ridewire.dispatch.adapter.web.matching;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ridewire.dispatch.application.matching.ViewingDispatch.Dispatch;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The search for a ride's driver, as a dispatcher sees it. */
record DispatchResource(
        UUID rideId,
        String state,
        long version,
        int attempt,
        String vehicleClass,
        Instant waitingSince,
        Instant searchUntil,
        Instant stateChangedAt,
        List<String> excludedDriverIds,
        List<MadeOffer> offers,
        List<BatchResource> batches) {
    /** @param endedAt null while the offer binds ride and driver */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MadeOffer(
            UUID id, String driverId, int attempt, OfferState state, long pickupEtaSeconds, Instant madeAt,
            Instant expiresAt, @Nullable Instant endedAt) {
        static MadeOffer of(Offer offer) {
            return new MadeOffer(offer.id(), offer.driverId(), offer.attempt(), offer.state(),
                    offer.pickupEta().toSeconds(), offer.madeAt(), offer.expiresAt(), offer.endedAt());
        }
    }

    static DispatchResource of(Dispatch dispatch) {
        Match match = dispatch.match();
        return new DispatchResource(match.rideId(), match.state().label(), match.version(), match.attempt(),
                match.trip().vehicleClass(), match.waitingSince(), match.searchUntil(), match.stateChangedAt(),
                match.excluded().stream().sorted().toList(), dispatch.offers().stream().map(MadeOffer::of).toList(),
                dispatch.batches().stream().map(BatchResource::of).toList());
    }
}
