package dev.ridewire.booking.domain.fare;

/** The reason why a quote does not cover a request. */
public sealed interface QuoteRejection {
    /** The quote has expired. */
    record QuoteExpired() implements QuoteRejection {}

    /** The quote is for another rider or another trip, or lacks the vehicle class. */
    record QuoteMismatch() implements QuoteRejection {}
}
