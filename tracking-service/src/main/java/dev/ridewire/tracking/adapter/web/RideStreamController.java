package dev.ridewire.tracking.adapter.web;

import dev.ridewire.tracking.application.WatchingRide;
import dev.ridewire.tracking.application.WatchingRide.CarSight;
import dev.ridewire.tracking.application.WatchingRide.RideSight;
import dev.ridewire.tracking.application.WatchingRide.Sight;
import dev.ridewire.tracking.domain.TrackedRide;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.security.Role;
import dev.ridewire.web.stream.StreamLife;
import dev.ridewire.web.trace.RequestTrace;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where people watch a ride. */
@RestController
final class RideStreamController {
    private final WatchingRide watchingRide;
    private final StreamSettings settings;
    private final StreamLife life;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> openOfPerson = new ConcurrentHashMap<>();

    RideStreamController(WatchingRide watchingRide, StreamSettings settings, Clock clock) {
        this.watchingRide = watchingRide;
        this.settings = settings;
        this.life = new StreamLife(settings.heartbeat(), clock);
    }

    /** The whole state comes first, so that nothing is lost between two connections, whichever instance takes the second. */
    @GetMapping(path = "/v1/rides/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> watch(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Person person,
            JwtAuthenticationToken token,
            RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        Instant expiry = Objects.requireNonNull(token.getToken().getExpiresAt(), "tokens without exp are refused");
        return watchingRide.watch(id, ride -> mayWatch(person, ride))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "You have no such ride.")))
                .filter(notAlreadySeen(lastEventId))
                .map(RideStreamController::eventOf)
                .transform(events -> life.of(events, expiry))
                .transform(stream -> ifThereIsRoom(person, stream));
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

    private <T> Flux<T> ifThereIsRoom(Person person, Flux<T> stream) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > settings.maxOpen()) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here."));
            }
            if (openOfPerson.merge(person.id(), 1, Integer::sum) > settings.maxOfOne()) {
                leave(person);
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "You have too many streams open."));
            }
            return stream.doFinally(signal -> leave(person));
        });
    }

    private void leave(Person person) {
        open.decrementAndGet();
        openOfPerson.computeIfPresent(person.id(), (same, streams) -> streams == 1 ? null : streams - 1);
    }
}
