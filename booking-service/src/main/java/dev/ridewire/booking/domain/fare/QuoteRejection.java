package dev.ridewire.booking.domain.fare;

/** The reason why a quote does not hold for a request. */
public sealed interface QuoteRejection {
    /** The quote's time is over. */
    record QuoteExpired() implements QuoteRejection {}

    /** The quote is for another rider, another way or lacks the vehicle class. */
    record QuoteMismatch() implements QuoteRejection {}
}
