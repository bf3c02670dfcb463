package dev.ridewire.tracking.adapter.web;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of live streams.
 *
 * @param heartbeat the time between comments; shorter than the idle time-outs of the proxies in between
 * @param maxOpen   streams of this instance; more are answered 503, so that a balancer tries another
 * @param maxOfOne  streams of one person on this instance; one more ends the oldest
 */
public record StreamSettings(Duration heartbeat, int maxOpen, int maxOfOne) {
    public StreamSettings {
        Objects.requireNonNull(heartbeat, "heartbeat");
    }
}
