package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.application.fare.QuoteSeal;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.SampleRides;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Quotes that are sealed in a drawer, and requests that rest on them. */
public final class SampleRequests {
    private SampleRequests() {}

    public static RideRequest requestOf(RiderId rider, QuoteSeal seal) {
        return new RideRequest(rider, seal.seal(SampleRides.quoteFor(rider)), SampleRides.STANDARD, SampleRides.PICKUP,
                SampleRides.DROPOFF,
                null, null);
    }

    /** Gives each quote a number. */
    public static final class Drawer implements QuoteSeal {
        private final Map<String, Quote> quotes = new HashMap<>();

        @Override
        public String seal(Quote quote) {
            String number = "quote-" + quotes.size();
            quotes.put(number, quote);
            return number;
        }

        @Override
        public Optional<Quote> open(String sealed) {
            return Optional.ofNullable(quotes.get(sealed));
        }
    }
}
