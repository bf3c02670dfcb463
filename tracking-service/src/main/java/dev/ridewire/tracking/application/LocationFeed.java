package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.Ping;

/** The feed of live positions to all instances and services. */
@FunctionalInterface
public interface LocationFeed {
    /** Publishes without waiting or failing: the next position replaces a lost one. */
    void publish(String driverId, Ping ping, TraceContext cause);

    /** Reports whether positions arrive: false while those published before wait too long. */
    default boolean isDelivering() {
        return true;
    }
}
