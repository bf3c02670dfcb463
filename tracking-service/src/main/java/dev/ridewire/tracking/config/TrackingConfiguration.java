package dev.ridewire.tracking.config;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.config.PublishedStreams;
import dev.ridewire.messaging.telemetry.TelemetryPublisher;
import dev.ridewire.service.schedule.Loop;
import dev.ridewire.tracking.adapter.messaging.KafkaLocationFeed;
import dev.ridewire.tracking.adapter.messaging.LiveLocationsConsumer;
import dev.ridewire.tracking.adapter.messaging.LiveRidesConsumer;
import dev.ridewire.tracking.adapter.messaging.RidesConsumer;
import dev.ridewire.tracking.adapter.messaging.TripEvents;
import dev.ridewire.tracking.adapter.persistence.EventTranslation;
import dev.ridewire.tracking.adapter.persistence.PostgresDrives;
import dev.ridewire.tracking.adapter.persistence.PostgresPositions;
import dev.ridewire.tracking.adapter.persistence.PostgresRides;
import dev.ridewire.tracking.adapter.persistence.PostgresTrips;
import dev.ridewire.tracking.adapter.web.OpenConnections;
import dev.ridewire.tracking.adapter.web.StreamSettings;
import dev.ridewire.tracking.application.Drives;
import dev.ridewire.tracking.application.FollowingRides;
import dev.ridewire.tracking.application.ForgettingPositions;
import dev.ridewire.tracking.application.LocationFeed;
import dev.ridewire.tracking.application.MeasuringTrips;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.application.Positions;
import dev.ridewire.tracking.application.ReportingLocations;
import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.application.Trips;
import dev.ridewire.tracking.application.WatchingRide;
import dev.ridewire.tracking.application.shift.KnownShifts;
import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.tracking.domain.TrackedRide;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.r2dbc.core.DatabaseClient;

/** The use cases, the adapters behind their ports, and the consumers that feed them. */
@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {
    private static final int POSITIONS_FORGOTTEN_AT_ONCE = 5_000;
    /** The number is small, because each drive has up to 20,000 positions in memory. */
    private static final int DRIVES_MEASURED_AT_ONCE = 20;

    @Bean
    PublishedStreams publishedStreams() {
        return new PublishedStreams(List.of(EventStreams.TRIPS, EventStreams.LOCATIONS));
    }

    @Bean
    ReportingLocations reportingLocations(
            TrackingProperties properties, KnownShifts knownShifts, LocationFeed feed, Positions positions,
            Clock clock) {
        return new ReportingLocations(properties.plausibility(), properties.pings().rememberedDrivers(), knownShifts,
                feed, positions, clock);
    }

    @Bean
    FollowingRides followingRides(Rides rides, Drives drives, TrackingProperties properties, Clock clock) {
        return new FollowingRides(rides, drives, properties.trips().settle(), clock);
    }

    @Bean
    Loop measuringTrips(
            Drives drives, Positions positions, Trips trips, TrackingProperties properties, Clock clock,
            MeterRegistry meters) {
        var measuring = new MeasuringTrips(drives, positions, trips, properties.tripMeter(), clock);
        return new Loop("measuring-trips", properties.trips().measure(),
                () -> measuring.measure(DRIVES_MEASURED_AT_ONCE), meters);
    }

    @Bean
    WatchingRide watchingRide(
            Rides rides, NewestHub<UUID, TrackedRide> liveRides, NewestHub<String, Ping> livePositions, Clock clock) {
        return new WatchingRide(rides, liveRides, livePositions, clock);
    }

    @Bean
    StreamSettings streamSettings(TrackingProperties properties) {
        return new StreamSettings(properties.streams().heartbeat(), properties.streams().maxOfDispatcher());
    }

    @Bean
    NewestHub<UUID, TrackedRide> liveRides(TrackingProperties properties) {
        return new NewestHub<>(properties.streams().remembered(), TrackedRide::isNewerThan);
    }

    @Bean
    NewestHub<String, Ping> livePositions(TrackingProperties properties) {
        return new NewestHub<>(properties.streams().remembered(),
                (ping, known) -> ping.recordedAt().isAfter(known.recordedAt()));
    }

    /** Ends the streams before the server waits for open requests: a stream does not end by itself. */
    @Bean
    ApplicationListener<ContextClosedEvent> closeStreams(
            List<OpenConnections> connections, NewestHub<UUID, TrackedRide> liveRides,
            NewestHub<String, Ping> livePositions) {
        return closed -> {
            connections.forEach(OpenConnections::close);
            liveRides.close();
            livePositions.close();
        };
    }

    @Bean
    LocationFeed locationFeed(TelemetryPublisher publisher, Supplier<UUID> uuidV7) {
        return new KafkaLocationFeed(publisher, uuidV7);
    }

    @Bean
    RidesConsumer ridesConsumer(FollowingRides followingRides) {
        return new RidesConsumer(followingRides);
    }

    @Bean
    LiveRidesConsumer liveRidesConsumer(NewestHub<UUID, TrackedRide> liveRides) {
        return new LiveRidesConsumer(liveRides);
    }

    @Bean
    LiveLocationsConsumer liveLocationsConsumer(NewestHub<String, Ping> livePositions) {
        return new LiveLocationsConsumer(livePositions);
    }

    @Bean
    Rides rides(DatabaseClient database) {
        return new PostgresRides(database);
    }

    @Bean
    Drives drives(DatabaseClient database) {
        return new PostgresDrives(database);
    }

    @Bean(destroyMethod = "close")
    PostgresPositions positions(DatabaseClient database, TrackingProperties properties) {
        return new PostgresPositions(database, properties.writeBehind(), properties.trips().maxGap());
    }

    @Bean
    Loop forgettingPositions(
            Positions positions, TrackingProperties properties, Clock clock, MeterRegistry meters) {
        var forgetting = new ForgettingPositions(positions, properties.trips().retention(), clock);
        return new Loop("forgetting-positions", properties.trips().sweep(),
                () -> forgetting.forget(POSITIONS_FORGOTTEN_AT_ONCE), meters);
    }

    /** Registers the metrics. Alert when positions are lost for minutes: trips are then measured too short. */
    @Bean
    MeterBinder trackingMetrics(PostgresPositions positions, NewestHub<UUID, TrackedRide> liveRides) {
        return registry -> {
            FunctionCounter.builder("ridewire.tracking.positions.lost", positions, PostgresPositions::lost)
                    .description("Positions of drivers on a ride that could not be stored").register(registry);
            Gauge.builder("ridewire.tracking.streams.open", liveRides, NewestHub::watching)
                    .description("Clients that watch a ride on this instance").register(registry);
        };
    }

    /** Counts refused points by reason. A jump of one reason shows a release of the app whose positions are damaged. */
    @Bean
    MeterBinder refusedPointsMetrics(ReportingLocations reportingLocations) {
        return registry -> {
            for (Implausibility reason : Implausibility.values()) {
                FunctionCounter.builder("ridewire.tracking.points.refused", reportingLocations.refusedPoints(),
                        points -> points.count(reason))
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .description("Points of drivers that were refused").register(registry);
            }
        };
    }

    @Bean
    EventTranslation eventTranslation(Supplier<UUID> uuidV7) {
        return (measurement, at) -> TripEvents.eventOf(uuidV7.get(), measurement, at);
    }

    @Bean
    Trips trips(DatabaseClient database, EventTranslation events, TrackingProperties properties, Clock clock) {
        return new PostgresTrips(
                database, events, properties.pings().maxAge().plus(properties.trips().settle()), clock);
    }
}
