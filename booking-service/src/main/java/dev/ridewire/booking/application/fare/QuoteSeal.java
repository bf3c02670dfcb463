package dev.ridewire.booking.application.fare;

import dev.ridewire.booking.domain.fare.Quote;
import java.util.Optional;

/** The seal that turns a quote into a text that a client can carry but not change, so that quotes need no storage. */
public interface QuoteSeal {
    String seal(Quote quote);

    /** Opens a sealed quote; empty for a text that was not sealed here or was tampered with. */
    Optional<Quote> open(String sealed);
}
