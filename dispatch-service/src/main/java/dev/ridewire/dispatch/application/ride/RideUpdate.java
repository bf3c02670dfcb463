package dev.ridewire.dispatch.application.ride;

import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.events.TraceContext;
import java.util.Objects;

/** News of a ride and the span that brought it. */
public record RideUpdate(RideNews news, TraceContext cause) {
    public RideUpdate {
        Objects.requireNonNull(news, "news");
        Objects.requireNonNull(cause, "cause");
    }
}
