package dev.ridewire.tracking.adapter.web;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of live streams.
 *
 * @param heartbeat       the longest time between comments; shorter than the idle time-outs of the proxies in between
 * @param maxOfDispatcher streams of one dispatcher on an instance, who watches many rides at once
 */
public record StreamSettings(Duration heartbeat, int maxOfDispatcher) {
    public StreamSettings {
        Objects.requireNonNull(heartbeat, "heartbeat");
    }
}
