package dev.ridewire.dispatch.application.matching;

import dev.ridewire.dispatch.application.offer.Offers;
import dev.ridewire.dispatch.application.ride.Matches;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.Match;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A dispatcher looks at the search for a ride's driver. */
public final class ViewingDispatch {
    private final Matches matches;
    private final Offers offers;

    public ViewingDispatch(Matches matches, Offers offers) {
        this.matches = matches;
        this.offers = offers;
    }

    /** A match and every offer made for it, oldest first. */
    public record Dispatch(Match match, List<Offer> offers) {
        public Dispatch {
            offers = List.copyOf(offers);
        }
    }

    /** Empty where the ride is not known. */
    public Mono<Dispatch> of(UUID rideId) {
        return matches.find(rideId)
                .flatMap(traced -> offers.ofRide(rideId).map(made -> new Dispatch(traced.value(), made)));
    }
}
