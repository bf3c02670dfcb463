package dev.ridewire.tracking.adapter.messaging.life;

import com.google.protobuf.Message;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.application.life.RecordingLives;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A consumer that records every version of every event of one stream. */
public final class LifeConsumer<M extends Message> implements EventConsumer<M> {
    private final String name;
    private final EventStream<M> stream;
    private final Function<ReceivedEvent<M>, RecordingLives.Told> translation;
    private final RecordingLives recording;
    private final Timer delay;
    private final Clock clock;

    private LifeConsumer(
            String name, EventStream<M> stream, Function<ReceivedEvent<M>, RecordingLives.Told> translation,
            RecordingLives recording, MeterRegistry meters, Clock clock) {
        this.name = name;
        this.stream = stream;
        this.translation = translation;
        this.recording = recording;
        this.delay = Timer.builder("ridewire.tracking.life.delay").tag("consumer", name)
                .description("From an event's own time to its place on the time line").register(meters);
        this.clock = clock;
    }

    public static LifeConsumer<RideEvent> ofRides(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return new LifeConsumer<>(
                "tracking.life-rides", EventStreams.RIDES, RideLife::toldOf, recording, meters, clock);
    }

    public static LifeConsumer<MatchEvent> ofMatches(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return new LifeConsumer<>(
                "tracking.life-matches", EventStreams.MATCHES, MatchLife::toldOf, recording, meters, clock);
    }

    public static LifeConsumer<DriverEvent> ofDrivers(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return new LifeConsumer<>(
                "tracking.life-drivers", EventStreams.DRIVERS, DriverLife::toldOf, recording, meters, clock);
    }

    public static LifeConsumer<TripEvent> ofTrips(RecordingLives recording, MeterRegistry meters, Clock clock) {
        return new LifeConsumer<>(
                "tracking.life-trips", EventStreams.TRIPS, TripLife::toldOf, recording, meters, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EventStream<M> stream() {
        return stream;
    }

    /** A time line shows each version. */
    @Override
    public boolean takesEveryVersion() {
        return true;
    }

    @Override
    public Mono<Void> apply(List<ReceivedEvent<M>> events) {
        return recording.record(events.stream().map(translation).toList())
                .then(Mono.fromRunnable(() -> events.forEach(this::measure)));
    }

    private void measure(ReceivedEvent<M> event) {
        Duration since = Duration.between(event.occurredAt(), clock.instant());
        delay.record(since.isNegative() ? Duration.ZERO : since);
    }
}
