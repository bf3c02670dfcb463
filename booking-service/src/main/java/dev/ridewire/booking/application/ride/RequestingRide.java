package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.application.fare.QuoteSeal;
import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.fare.QuoteRejection;
import dev.ridewire.booking.domain.ride.Decision;
import dev.ridewire.booking.domain.ride.Pin;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The use case of a rider who requests a ride. However often the same request arrives, there is one ride and one
 * answer.
 */
public final class RequestingRide {
    private static final Logger log = LoggerFactory.getLogger(RequestingRide.class);
    /** The time for which a phone may keep retrying a request. */
    private static final Duration KEY_LIFE = Duration.ofHours(24);

    private final Rides rides;
    private final QuoteSeal seal;
    private final RidePolicy policy;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final RandomGenerator random;

    public RequestingRide(
            Rides rides, QuoteSeal seal, RidePolicy policy, Clock clock, Supplier<UUID> ids, RandomGenerator random) {
        this.rides = rides;
        this.seal = seal;
        this.policy = policy;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** @param key chosen by the client */
    public Mono<Outcome> request(RideRequest request, String key, TraceContext cause) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            var idempotencyKey = new IdempotencyKey(key, request.fingerprint(), now.plus(KEY_LIFE));
            return switch (draft(request, now)) {
                case Draft.Ready(Ride ride, RideFact fact) -> add(request, ride, fact, idempotencyKey, now, cause);
                // A quote may have expired since the request was stored. A repetition still gets the original answer.
                case Draft.Unfit(RequestRejection reason) -> replay(request, idempotencyKey, now)
                        .defaultIfEmpty(new Outcome.Refused(reason));
            };
        });
    }

    private Draft draft(RideRequest request, Instant now) {
        Optional<Quote> quote = seal.open(request.quoteId());
        if (quote.isEmpty()) {
            return new Draft.Unfit(new RequestRejection.QuoteInvalid());
        }
        Optional<QuoteRejection> objection = quote.get().objectionTo(
                request.rider(), request.pickup(), request.dropoff(), request.vehicleClass(), now);
        if (objection.isPresent()) {
            return new Draft.Unfit(new RequestRejection.QuoteUnfit(objection.get()));
        }
        FareTerms terms = quote.get().prices().termsFor(request.vehicleClass());
        var order = new RideOrder(request.rider(), request.vehicleClass(), request.pickup(), request.dropoff(),
                terms.quoted(), terms, Pin.draw(random), request.scheduledFor(), request.note());
        return switch (Ride.request(new RideId(ids.get()), order, policy, now)) {
            case Decision.Accepted(Ride ride, RideFact fact) -> new Draft.Ready(ride, fact);
            case RideRejection.ScheduleOutOfRange reason -> new Draft.Unfit(new RequestRejection.ScheduleUnfit(reason));
        };
    }

    private Mono<Outcome> add(
            RideRequest request, Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause) {
        return rides.add(ride, fact, key, now, cause).flatMap(result -> {
            log.atInfo().addKeyValue("ride.id", ride.id()).addKeyValue("decision", result).log("ride request handled");
            return switch (result) {
                case ADDED -> Mono.just(new Outcome.Requested(ride));
                // The key disappears between the two reads only when it expires. Then the answer is the same as for a
                // request in flight.
                case KEY_TAKEN -> replay(request, key, now)
                        .defaultIfEmpty(new Outcome.Refused(new RequestRejection.KeyInFlight()));
                case TOO_MANY_SCHEDULED -> replay(request, key, now).defaultIfEmpty(
                        new Outcome.Refused(new RequestRejection.TooManyScheduledRides(policy.mostScheduled())));
                case KEY_IN_FLIGHT -> Mono.just(new Outcome.Refused(new RequestRejection.KeyInFlight()));
                case ACTIVE_RIDE_EXISTS -> rides.findNewestOf(request.rider(), RideFilter.ACTIVE, null, 1)
                        .map(active -> new Outcome.Refused(new RequestRejection.ActiveRideExists(
                                active.isEmpty() ? null : active.getFirst().id())));
            };
        });
    }

    private Mono<Outcome> replay(RideRequest request, IdempotencyKey key, Instant now) {
        return rides.findByKey(request.rider(), key.value(), now)
                .map(keyed -> keyed.fingerprint().equals(key.fingerprint())
                        ? new Outcome.Replayed(keyed.ride().asRequested())
                        : new Outcome.Refused(new RequestRejection.KeyReused()));
    }

    /** A request before the store has decided about it. */
    private sealed interface Draft {
        record Ready(Ride ride, RideFact fact) implements Draft {}

        record Unfit(RequestRejection reason) implements Draft {}
    }

    /** The outcome of the request. */
    public sealed interface Outcome {
        record Requested(Ride ride) implements Outcome {}

        /**
         * The request had been accepted before.
         *
         * @param ride the ride as it was then
         */
        record Replayed(Ride ride) implements Outcome {}

        record Refused(RequestRejection reason) implements Outcome {}
    }
}
