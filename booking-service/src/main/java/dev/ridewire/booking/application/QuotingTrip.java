package dev.ridewire.booking.application;

import dev.ridewire.booking.domain.PriceList;
import dev.ridewire.booking.domain.Quote;
import dev.ridewire.booking.domain.QuoteOption;
import dev.ridewire.booking.domain.Rejection;
import dev.ridewire.booking.domain.RiderId;
import dev.ridewire.booking.domain.TripEstimate;
import dev.ridewire.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** A rider wants to know what a trip costs. Writes nothing: the promise travels with the rider. */
public final class QuotingTrip {
    private final PriceList prices;
    private final QuoteSeal seal;
    private final Duration life;
    private final Clock clock;

    /** @param life how long a quote holds */
    public QuotingTrip(PriceList prices, QuoteSeal seal, Duration life, Clock clock) {
        this.prices = prices;
        this.seal = seal;
        this.life = life;
        this.clock = clock;
    }

    public Outcome quote(RiderId rider, GeoPoint pickup, GeoPoint dropoff) {
        return prices.objectionTo(pickup, dropoff)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> quoted(rider, pickup, dropoff));
    }

    private Outcome quoted(RiderId rider, GeoPoint pickup, GeoPoint dropoff) {
        TripEstimate trip = prices.estimate(pickup, dropoff);
        List<QuoteOption> options = prices.optionsFor(trip);
        Instant expiresAt = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        var fares = options.stream()
                .collect(Collectors.toMap(QuoteOption::vehicleClass, option -> option.fare().total()));
        var quote = new Quote(rider, pickup, dropoff, fares, expiresAt);
        return new Outcome.Quoted(seal.seal(quote), expiresAt, trip, options);
    }

    /** What became of the question. */
    public sealed interface Outcome {
        /** @param quoteId the sealed quote */
        record Quoted(String quoteId, Instant expiresAt, TripEstimate trip, List<QuoteOption> options)
                implements
                    Outcome {
            public Quoted {
                options = List.copyOf(options);
            }
        }

        record Refused(Rejection reason) implements Outcome {}
    }
}
