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
    /** Several minutes of waiting, as batches that go alike have one record. */
    private static final int MOST_BATCHES = 50;

    private final Matches matches;
    private final Offers offers;
    private final BatchLog batches;

    public ViewingDispatch(Matches matches, Offers offers, BatchLog batches) {
        this.matches = matches;
        this.offers = offers;
        this.batches = batches;
    }

    /** A match, every offer made for it, oldest first, and the last batches it was in, newest first. */
    public record Dispatch(Match match, List<Offer> offers, List<RideInBatch> batches) {
        public Dispatch {
            offers = List.copyOf(offers);
            batches = List.copyOf(batches);
        }
    }

    /** Empty where the ride is not known. */
    public Mono<Dispatch> of(UUID rideId) {
        return matches.find(rideId).flatMap(traced -> Mono.zip(
                offers.ofRide(rideId), batches.ofRide(rideId, MOST_BATCHES),
                (made, seen) -> new Dispatch(traced.value(), made, seen)));
    }
}
