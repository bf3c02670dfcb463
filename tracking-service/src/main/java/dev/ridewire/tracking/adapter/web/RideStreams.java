package dev.ridewire.tracking.adapter.web;

import dev.ridewire.messaging.trace.Traces;
import dev.ridewire.tracking.application.WatchingRide;
import dev.ridewire.tracking.application.WatchingRide.CarSight;
import dev.ridewire.tracking.application.WatchingRide.RideSight;
import dev.ridewire.tracking.application.WatchingRide.Sight;
import dev.ridewire.tracking.domain.TrackedRide;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.security.Role;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Where people watch a ride. */
@RestController
final class RideStreams {
    private final WatchingRide watchingRide;
    private final StreamSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    RideStreams(WatchingRide watchingRide, StreamSettings settings) {
        this.watchingRide = watchingRide;
        this.settings = settings;
    }

    /** The whole state comes first, so that nothing is lost between two connections, whichever instance takes the second. */
    @GetMapping(path = "/v1/rides/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> watch(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Person person) {
        Traces.tag("ride.id", id.toString());
        return watchingRide.watch(id, ride -> mayWatch(person, ride))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "You have no such ride.")))
                .filter(notAlreadySeen(lastEventId))
                .map(RideStreams::eventOf)
                .transform(this::withHeartbeats)
                .transform(this::ifThereIsRoom);
    }

    private static boolean mayWatch(Person person, TrackedRide ride) {
        return person.is(Role.DISPATCHER)
                || person.is(Role.RIDER) && ride.riderId().equals(person.id())
                || person.is(Role.DRIVER) && ride.isDrivenBy(person.id());
    }

    /** Drops the first state, and only the first, if the client has it from its last connection. */
    private static Predicate<Sight> notAlreadySeen(@Nullable String lastEventId) {
        var first = new AtomicBoolean(true);
        return sight -> !(sight instanceof RideSight && first.getAndSet(false)
                && Long.toString(sight.ride().version()).equals(lastEventId));
    }

    private static ServerSentEvent<Object> eventOf(Sight sight) {
        return switch (sight) {
            case RideSight(TrackedRide ride) -> ServerSentEvent.<Object>builder(RideResource.of(ride))
                    .event("ride").id(Long.toString(ride.version())).build();
            case CarSight car -> ServerSentEvent.<Object>builder(CarResource.of(car)).event("location").build();
        };
    }

    private Flux<ServerSentEvent<Object>> withHeartbeats(Flux<ServerSentEvent<Object>> events) {
        return Flux.defer(() -> {
            Sinks.Empty<Void> over = Sinks.empty();
            Flux<ServerSentEvent<Object>> beats = Flux.interval(settings.heartbeat())
                    .onBackpressureDrop()
                    .map(tick -> ServerSentEvent.builder().comment("heartbeat").build())
                    .takeUntilOther(over.asMono());
            return Flux.merge(events.doFinally(signal -> over.tryEmitEmpty()), beats);
        });
    }

    private <T> Flux<T> ifThereIsRoom(Flux<T> stream) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > settings.maxOpen()) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here."));
            }
            return stream.doFinally(signal -> open.decrementAndGet());
        });
    }
}
