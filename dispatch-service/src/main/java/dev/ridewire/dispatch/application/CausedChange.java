package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.DispatchChange;
import dev.ridewire.events.TraceContext;
import java.util.Objects;

/**
 * A change to store.
 *
 * @param rideTrace stays with the match, see {@link TracedMatch}
 * @param cause     the span that made the change; its events continue it
 */
public record CausedChange(DispatchChange change, TraceContext rideTrace, TraceContext cause) {
    public CausedChange {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(rideTrace, "rideTrace");
        Objects.requireNonNull(cause, "cause");
    }
}
