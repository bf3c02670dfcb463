package dev.ridewire.tracking.config;

import dev.ridewire.service.schedule.Loop;
import dev.ridewire.tracking.adapter.messaging.life.LifeConsumer;
import dev.ridewire.tracking.adapter.persistence.life.PostgresBoard;
import dev.ridewire.tracking.adapter.persistence.life.PostgresLives;
import dev.ridewire.tracking.adapter.web.console.ConsolePages;
import dev.ridewire.tracking.adapter.web.console.OtherServices;
import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.adapter.web.ops.OpsStreams;
import dev.ridewire.tracking.adapter.zipkin.ZipkinSpans;
import dev.ridewire.tracking.application.NewestHub;
import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.application.life.KeepingLives;
import dev.ridewire.tracking.application.life.Lives;
import dev.ridewire.tracking.application.life.RecordingLives;
import dev.ridewire.tracking.application.life.Spans;
import dev.ridewire.tracking.application.life.ViewingLife;
import dev.ridewire.tracking.application.map.ViewingMap;
import dev.ridewire.tracking.domain.Ping;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The dispatchers' view: the record of lives, the board, the map and the console. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {
    private static final int RIDES_FORGOTTEN_AT_ONCE = 2_000;

    @Bean
    Lives lives(DatabaseClient database, OpsProperties properties) {
        return new PostgresLives(database, properties.stuckRules());
    }

    @Bean
    Board board(DatabaseClient database) {
        return new PostgresBoard(database);
    }

    @Bean
    RecordingLives recordingLives(Lives lives) {
        return new RecordingLives(lives);
    }

    @Bean
    LifeConsumer<RideEvent> rideLives(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return LifeConsumer.ofRides(recording, meters, clock);
    }

    @Bean
    LifeConsumer<MatchEvent> matchLives(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return LifeConsumer.ofMatches(recording, meters, clock);
    }

    @Bean
    LifeConsumer<DriverEvent> driverLives(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return LifeConsumer.ofDrivers(recording, meters, clock);
    }

    @Bean
    LifeConsumer<TripEvent> tripLives(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return LifeConsumer.ofTrips(recording, meters, clock);
    }

    @Bean
    Loop keepingLives(Lives lives, Board board, OpsProperties properties, Clock clock, MeterRegistry meters) {
        var keeping = new KeepingLives(lives, board, properties.retention(), clock);
        return new Loop("keeping-lives", properties.sweep(), () -> keeping.keep(RIDES_FORGOTTEN_AT_ONCE), meters);
    }

    @Bean
    ViewingBoard viewingBoard(Board board, OpsProperties properties, Clock clock) {
        return new ViewingBoard(board, properties.stuckRules(), properties.refresh(), clock);
    }

    @Bean
    ViewingLife viewingLife(
            Lives lives, Board board, ViewingBoard viewingBoard, OpsProperties properties, Clock clock) {
        return new ViewingLife(lives, board, viewingBoard, properties.refresh(), clock);
    }

    @Bean
    ViewingMap viewingMap(
            NewestHub<String, Ping> livePositions, Board board, ViewingBoard viewingBoard, OpsProperties properties,
            Clock clock) {
        return new ViewingMap(
                livePositions, board, viewingBoard, properties.maxCars(), properties.refresh(), clock);
    }

    /** Spans are optional: without a store of them, every time line is complete all the same. */
    @Bean
    Spans spans(OpsProperties properties, Clock clock) {
        var zipkin = properties.zipkin();
        return zipkin.address() == null
                ? rideId -> Mono.empty()
                : new ZipkinSpans(zipkin.address(), zipkin.timeout(), zipkin.lookback(), clock);
    }

    @Bean
    OpsStreams opsStreams(
            TrackingProperties tracking, OpsProperties properties, StreamEnds ends, Clock clock) {
        return new OpsStreams(
                tracking.streams().heartbeat(), properties.refresh(), properties.maxStreams(), ends, clock);
    }

    @Bean
    ApplicationListener<ContextClosedEvent> closeOpsStreams(OpsStreams streams) {
        return closed -> streams.close();
    }

    @Bean
    MeterBinder opsMetrics(OpsStreams streams) {
        return registry -> Gauge.builder("ridewire.tracking.ops.streams.open", streams, OpsStreams::open)
                .description("Live views of dispatchers on this instance").register(registry);
    }

    @Bean
    OtherServices otherServices(OpsProperties properties) {
        var console = properties.console();
        return new OtherServices(console.booking(), console.dispatch(), console.timeout());
    }

    @Bean
    RouterFunction<ServerResponse> consolePages(OpsProperties properties) {
        return new ConsolePages(properties.console().roads()).routes();
    }
}
