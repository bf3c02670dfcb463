package dev.ridewire.tracking.adapter.web;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of live streams.
 *
 * @param heartbeat the longest time between comments; shorter than the idle time-outs of the proxies in between
 */
public record StreamSettings(Duration heartbeat) {
    public StreamSettings {
        Objects.requireNonNull(heartbeat, "heartbeat");
    }
}
