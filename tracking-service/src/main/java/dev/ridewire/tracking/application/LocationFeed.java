package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.Ping;

/** Tells everyone where a driver is. */
@FunctionalInterface
public interface LocationFeed {
    /** Never waits and never fails: the next position makes up for a lost one. */
    void publish(String driverId, Ping ping, TraceContext cause);
}
