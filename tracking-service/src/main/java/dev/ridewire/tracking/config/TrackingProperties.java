package dev.ridewire.tracking.config;

import dev.ridewire.tracking.adapter.persistence.WriteBehind;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.TripMeter;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may tune.
 *
 * @param maxSpeedKmh a car that is faster is not believed: pings are refused, and trips don't grow by it
 */
@ConfigurationProperties("ridewire.tracking")
public record TrackingProperties(
        @DefaultValue("200") double maxSpeedKmh,
        @DefaultValue Pings pings,
        @DefaultValue Streams streams,
        @DefaultValue Trips trips) {
    /**
     * Which pings are believed.
     *
     * @param maxFuture         how far a device's clock may be ahead
     * @param maxAge            how old a point may be
     * @param maxAccuracyMeters radius beyond which a position is useless
     * @param memory            how long a driver's previous point is held against the next
     * @param rememberedDrivers whose previous point an instance keeps; about 200 bytes each
     */
    public record Pings(
            @DefaultValue("30s") Duration maxFuture,
            @DefaultValue("10m") Duration maxAge,
            @DefaultValue("200") double maxAccuracyMeters,
            @DefaultValue("2m") Duration memory,
            @DefaultValue("50000") int rememberedDrivers) {}

    /**
     * The live streams.
     *
     * @param heartbeat  shorter than the idle time-outs of the proxies in between
     * @param maxOpen    streams of an instance; more are answered 503
     * @param maxOfOne   streams of one person on an instance; more are answered 503
     * @param remembered newest rides and newest positions that an instance keeps for streams about to open
     */
    public record Streams(@DefaultValue("15s") Duration heartbeat, @DefaultValue("10000") int maxOpen,
            @DefaultValue("10") int maxOfOne,
            @DefaultValue("20000") int remembered) {}

    /**
     * Measuring.
     *
     * @param maxGap   positions further apart in time are not connected
     * @param buffer   positions that wait to be stored; more are lost
     * @param batch    positions of one statement
     * @param interval between statements
     * @param retention of positions that no trip was measured by
     * @param sweep    between looks for positions to forget
     */
    public record Trips(
            @DefaultValue("60s") Duration maxGap,
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
        return new TripMeter(trips.maxGap(), maxSpeedMps());
    }

    WriteBehind.Bounds writeBehind() {
        return new WriteBehind.Bounds(trips.buffer(), trips.batch(), trips.interval());
    }

    private double maxSpeedMps() {
        return maxSpeedKmh / 3.6;
    }
}
