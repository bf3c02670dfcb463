package dev.ridewire.tracking.config;

import dev.ridewire.tracking.adapter.persistence.WriteBehind;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.TripMeter;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that an operator may change.
 *
 * @param maxSpeedKmh a speed that no car reaches; points that would need a higher one are refused and add nothing to
 *                    trips
 */
@ConfigurationProperties("ridewire.tracking")
public record TrackingProperties(
        @DefaultValue("200") double maxSpeedKmh,
        @DefaultValue Pings pings,
        @DefaultValue Streams streams,
        @DefaultValue Sockets sockets,
        @DefaultValue Share share,
        @DefaultValue Trips trips) {
    /**
     * The bounds within which a point is believed.
     *
     * @param maxFuture         how far a point may lie in the future, after the device's clock was corrected
     * @param maxAge            how old a point may be
     * @param maxAccuracyMeters radius beyond which a position is useless
     * @param memory            how old a previous point may be to judge the next one by it
     * @param rememberedDrivers number of drivers whose tracks an instance keeps; about 400 bytes each
     */
    public record Pings(
            @DefaultValue("30s") Duration maxFuture,
            @DefaultValue("10m") Duration maxAge,
            @DefaultValue("200") double maxAccuracyMeters,
            @DefaultValue("2m") Duration memory,
            @DefaultValue("50000") int rememberedDrivers) {}

    /**
     * The bounds of live streams.
     *
     * @param heartbeat  the longest time between comments; shorter than the idle time-outs of the proxies in between
     * @param maxOpen    streams of an instance; more are answered 503
     * @param maxOfOne   streams of one rider or driver on an instance; one more ends the oldest
     * @param maxOfDispatcher streams of one dispatcher on an instance; one more ends the oldest
     * @param remembered newest rides and newest positions that an instance keeps for streams about to open
     * @param reconnectWithin the time over which clients spread their return after a shutdown
     */
    public record Streams(@DefaultValue("15s") Duration heartbeat, @DefaultValue("10000") int maxOpen,
            @DefaultValue("10") int maxOfOne,
            @DefaultValue("200") int maxOfDispatcher,
            @DefaultValue("20000") int remembered,
            @DefaultValue("10s") Duration reconnectWithin) {}

    /**
     * The bounds of the sockets over which drivers report.
     *
     * @param ping            the time between two pings of a silent socket
     * @param idle            the longest time without any frame from the phone
     * @param maxOpen         sockets of an instance; more are answered 503
     * @param burst           points that a phone may send at once, after a pause
     * @param pointsPerSecond points of a phone in the long run
     * @param reconnectWithin the time over which phones spread their return after a shutdown
     */
    public record Sockets(
            @DefaultValue("20s") Duration ping,
            @DefaultValue("60s") Duration idle,
            @DefaultValue("20000") int maxOpen,
            @DefaultValue("1000") int burst,
            @DefaultValue("50") int pointsPerSecond,
            @DefaultValue("10s") Duration reconnectWithin) {}

    /**
     * The bounds of shared links.
     *
     * @param mostOfRide    links of a ride; one more ends the oldest
     * @param burst         requests of one address at once, after a pause
     * @param perMinute     requests of one address in the long run
     * @param addresses     number of addresses that are remembered
     * @param addressHeader the header in which the edge names the client's address; empty for the connection's own
     * @param check         the pause between two searches for revoked links; the longest life of a revoked stream
     * @param retention     the age at which a link is deleted, if its ride is over
     */
    public record Share(
            @DefaultValue("10") int mostOfRide,
            @DefaultValue("60") int burst,
            @DefaultValue("120") int perMinute,
            @DefaultValue("50000") int addresses,
            @DefaultValue("") String addressHeader,
            @DefaultValue("5s") Duration check,
            @DefaultValue("1d") Duration retention) {}

    /**
     * The settings for measuring trips.
     *
     * @param maxGap   the longest time between two positions that are connected
     * @param maxUnknownShare the share of a trip's time, and of its way, that gaps may cover; beyond it the trip
     *                        counts as not measured
     * @param settle   how long a finished drive waits for late positions
     * @param measure  the pause between two checks for drives to measure
     * @param buffer   the most positions that wait to be stored; further ones are lost
     * @param batch    the most positions of one statement
     * @param interval the pause between two statements
     * @param retention how long positions are kept that no trip was measured by
     * @param sweep    the pause between two deletions of old positions
     */
    public record Trips(
            @DefaultValue("60s") Duration maxGap,
            @DefaultValue("0.2") double maxUnknownShare,
            @DefaultValue("5s") Duration settle,
            @DefaultValue("500ms") Duration measure,
            @DefaultValue("20000") int buffer,
            @DefaultValue("1000") int batch,
            @DefaultValue("100ms") Duration interval,
            @DefaultValue("1d") Duration retention,
            @DefaultValue("1m") Duration sweep) {}

    Plausibility plausibility() {
        return new Plausibility(pings.maxFuture(), pings.maxAge(), pings.maxAccuracyMeters(), maxSpeedMps(),
                pings.memory());
    }

    TripMeter tripMeter() {
        return new TripMeter(trips.maxGap(), maxSpeedMps(), trips.maxUnknownShare());
    }

    WriteBehind.Bounds writeBehind() {
        return new WriteBehind.Bounds(trips.buffer(), trips.batch(), trips.interval());
    }

    private double maxSpeedMps() {
        return maxSpeedKmh / 3.6;
    }
}
