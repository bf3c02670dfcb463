package dev.ridewire.dispatch.adapter.web.offer;

import java.time.Duration;

/**
 * The settings of the streams of offers.
 *
 * @param poll      how often the offers of all connected drivers are looked up, in case a signal was lost
 * @param heartbeat how often a silent stream says that it lives
 * @param maxOpen   streams of an instance
 * @param perDriver streams of one driver on an instance
 */
public record OfferFeedSettings(Duration poll, Duration heartbeat, int maxOpen, int perDriver) {}
