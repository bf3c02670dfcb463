package dev.ridewire.bench.quality;

import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.offer.Fare;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.RideNews;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ride of the simulation. */
final class Ride {
    /** The state of a ride. A promised ride has a driver on the way, or one who comes next. */
    enum State {
        WAITING, ASKED, PROMISED, RIDING, SERVED, LEFT
    }

    final int number;
    final Request request;
    State state = State.WAITING;
    Match match;
    @Nullable
    Car car;
    /** The driver who has an open offer of this ride; beside {@link #car} while a promise is reconsidered. */
    @Nullable
    Car asked;
    int swaps;
    long promisedFor = -1;
    long pickedUpAt = -1;
    long droppedOffAt = -1;

    Ride(int number, Request request, DispatchPolicy policy) {
        this.number = number;
        this.request = request;
        var trip = new Trip("STANDARD", request.pickup(), request.dropoff(), new Fare("1", "USD"));
        var wanted = new RideNews.Wanted(new UUID(0, number), 1, trip, Set.of());
        Instant now = Instant.ofEpochMilli(request.at());
        this.match = Objects.requireNonNull(
                Dispatching.follow(wanted, null, null, policy, now).orElseThrow().match()).match();
    }

    /** Excludes a driver who declined. */
    void declinedBy(Car driver, DispatchPolicy policy, long now) {
        var wanted = new RideNews.Wanted(match.rideId(), match.attempt() + 1, match.trip(), Set.of(driver.id));
        match = Objects.requireNonNull(
                Dispatching.follow(wanted, match, null, policy, Instant.ofEpochMilli(now)).orElseThrow().match())
                .match();
    }

    Spot from() {
        return request.from();
    }

    Spot to() {
        return request.to();
    }
}
