package dev.ridewire.tracking.adapter.web;

import java.time.Duration;
import java.util.Objects;

/**
 * How live streams are kept alive.
 *
 * @param heartbeat shorter than the idle time-outs of the proxies in between
 */
public record StreamSettings(Duration heartbeat) {
    public StreamSettings {
        Objects.requireNonNull(heartbeat, "heartbeat");
    }
}
