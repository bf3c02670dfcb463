package dev.ridewire.booking.application.rating;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.ride.RideId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Ratings in memory, with the promises of the real ones. */
public final class InMemoryRatings implements Ratings {
    private final Rides rides;
    private final Map<RideId, Map<Party, Rating>> ratings = new HashMap<>();

    public InMemoryRatings(Rides rides) {
        this.rides = rides;
    }

    @Override
    public Mono<RatedRide> find(RideId ride) {
        return rides.find(ride).map(found -> new RatedRide(found, ratingsOf(ride)));
    }

    @Override
    public Mono<Boolean> save(Rating rating) {
        return Mono.fromSupplier(() -> saveNow(rating));
    }

    private synchronized Map<Party, Rating> ratingsOf(RideId ride) {
        return Map.copyOf(ratings.getOrDefault(ride, Map.of()));
    }

    private synchronized boolean saveNow(Rating rating) {
        Map<Party, Rating> ofRide = ratings.computeIfAbsent(rating.ride(), _ -> new EnumMap<>(Party.class));
        Rating before = ofRide.get(rating.by());
        if (before != null && before.revision() != rating.revision() - 1) {
            return false;
        }
        ofRide.put(rating.by(), rating);
        return true;
    }
}
