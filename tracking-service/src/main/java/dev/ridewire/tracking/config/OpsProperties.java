package dev.ridewire.tracking.config;

import dev.ridewire.tracking.domain.board.StuckRules;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * The settings of the dispatchers' view.
 *
 * @param retention  how long events of rides, and rides that are over, are kept
 * @param sweep      the pause between two deletions of what is older
 * @param refresh    the pause between two looks at the database for a live view
 * @param maxStreams live views of an instance; more are answered 503
 * @param maxCars    the most cars of a map view
 */
@ConfigurationProperties("ridewire.tracking.ops")
public record OpsProperties(
        @DefaultValue("7d") Duration retention,
        @DefaultValue("1m") Duration sweep,
        @DefaultValue("1s") Duration refresh,
        @DefaultValue("100") int maxStreams,
        @DefaultValue("2000") int maxCars,
        @DefaultValue Stuck stuck,
        @DefaultValue Zipkin zipkin,
        @DefaultValue Console console) {
    /**
     * The times after which a ride is stuck ({@link StuckRules}). A change counts for a ride from its next event on.
     *
     * @param lag      how long one service may take to follow the other, and a time that is over to be noticed
     * @param search   how long a rider may wait for a driver
     * @param pickup   how much longer than twice the estimate a driver may take to the pickup
     * @param boarding how long a driver may wait at the pickup
     * @param trip     how long a trip may take
     * @param fare     how long a completed ride may have no final fare
     */
    public record Stuck(
            @DefaultValue("10s") Duration lag,
            @DefaultValue("3m") Duration search,
            @DefaultValue("3m") Duration pickup,
            @DefaultValue("5m") Duration boarding,
            @DefaultValue("2h") Duration trip,
            @DefaultValue("3m") Duration fare) {}

    /**
     * The store of spans.
     *
     * @param address  its base address, for example {@code http://127.0.0.1:9411}; null if there is none
     * @param timeout  how long an answer may take
     * @param lookback the age of the oldest spans that are looked for
     */
    public record Zipkin(
            @Nullable URI address,
            @DefaultValue("3s") Duration timeout,
            @DefaultValue("2d") Duration lookback) {}

    /**
     * The parts of the console that are not on every installation.
     *
     * @param roads    GeoJSON lines that the map draws; null if there are none
     * @param booking  booking's base address, to which cancellations are passed on; null where the edge routes them
     * @param dispatch dispatch's base address, which tells how a driver was searched; null where the edge routes that
     * @param timeout  how long those services may take to answer
     */
    public record Console(
            @Nullable Resource roads,
            @Nullable URI booking,
            @Nullable URI dispatch,
            @DefaultValue("10s") Duration timeout) {}

    StuckRules stuckRules() {
        return new StuckRules(stuck.lag(), stuck.search(), stuck.pickup(), stuck.boarding(), stuck.trip(),
                stuck.fare());
    }
}
