package dev.ridewire.booking.application.fare;

import dev.ridewire.booking.domain.city.City;
import dev.ridewire.booking.domain.city.ServiceMap;
import dev.ridewire.booking.domain.city.TripRejection;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The use case of a rider who asks for the price of a trip. It stores nothing: the client keeps the sealed quote. */
public final class QuotingTrip {
    private final ServiceMap map;
    private final CurrentSurge surge;
    private final QuoteSeal seal;
    private final Duration life;
    private final Clock clock;

    /** @param life how long a quote is valid */
    public QuotingTrip(ServiceMap map, CurrentSurge surge, QuoteSeal seal, Duration life, Clock clock) {
        this.map = map;
        this.surge = surge;
        this.seal = seal;
        this.life = life;
        this.clock = clock;
    }

    public Outcome quote(RiderId rider, GeoPoint pickup, GeoPoint dropoff) {
        Instant now = clock.instant();
        return switch (map.answerFor(pickup, dropoff, now)) {
            case ServiceMap.Answer.Served served -> {
                var prices = served.pricedWith(surge.in(served.city(), now));
                Instant expiresAt = now.plus(life).truncatedTo(ChronoUnit.SECONDS);
                var quote = new Quote(rider, pickup, dropoff, prices, expiresAt);
                yield new Outcome.Quoted(seal.seal(quote), quote, served.city());
            }
            case ServiceMap.Answer.NotServed(var reason) -> new Outcome.Refused(reason);
        };
    }

    /** The outcome of the question. */
    public sealed interface Outcome {
        /** @param quoteId the sealed quote */
        record Quoted(String quoteId, Quote quote, City city) implements Outcome {}

        record Refused(TripRejection reason) implements Outcome {}
    }
}
