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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import reactor.core.publisher.Sinks;

/** The endpoint through which people watch a ride. */
@RestController
final class RideStreamController {
    private final WatchingRide watchingRide;
    private final StreamSettings settings;
    private final StreamLife life;
    private final AtomicInteger open = new AtomicInteger();
    /** The signals that end the streams of each person, oldest stream first. */
    private final Map<String, List<Sinks.Empty<Void>>> endsOfPerson = new ConcurrentHashMap<>();

    RideStreamController(WatchingRide watchingRide, StreamSettings settings, Clock clock) {
        this.watchingRide = watchingRide;
        this.settings = settings;
        this.life = new StreamLife(settings.heartbeat(), clock);
    }

    /** Streams the whole state first, so that a client that reconnects to any instance misses nothing. */
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
                .map(sight -> isSeen(sight, lastEventId) ? connected() : eventOf(sight))
                .transform(events -> life.of(events, expiry))
                .transform(stream -> ifThereIsRoom(person, stream));
    }

    private static boolean mayWatch(Person person, TrackedRide ride) {
        return person.is(Role.DISPATCHER)
                || person.is(Role.RIDER) && ride.riderId().equals(person.id())
                || person.is(Role.DRIVER) && ride.isDrivenBy(person.id());
    }

    /** Reports whether the client has this state, or a newer one, from its last connection. */
    private static boolean isSeen(Sight sight, @Nullable String lastEventId) {
        if (!(sight instanceof RideSight) || lastEventId == null) {
            return false;
        }
        try {
            return sight.ride().version() <= Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns a comment in place of a state: it sends the response head, so that a client is connected at once. */
    private static ServerSentEvent<Object> connected() {
        return ServerSentEvent.builder().comment("connected").build();
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
            Sinks.Empty<Void> end = Sinks.empty();
            return stream.doOnSubscribe(subscribed -> enter(person, end))
                    .takeUntilOther(end.asMono())
                    .doFinally(signal -> leave(person, end));
        });
    }

    private void enter(Person person, Sinks.Empty<Void> end) {
        List<Sinks.Empty<Void>> ends = endsOfPerson.merge(person.id(), List.of(end),
                (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
        // A phone that lost its network reconnects before its old connections are known to be dead. So the oldest
        // stream ends.
        if (ends.size() > settings.maxOfOne()) {
            ends.getFirst().tryEmitEmpty();
        }
    }

    private void leave(Person person, Sinks.Empty<Void> end) {
        open.decrementAndGet();
        endsOfPerson.computeIfPresent(person.id(), (same, ends) -> {
            List<Sinks.Empty<Void>> left = ends.stream().filter(other -> other != end).toList();
            return left.isEmpty() ? null : left;
        });
    }
}
