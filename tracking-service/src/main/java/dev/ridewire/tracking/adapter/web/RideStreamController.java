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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The endpoint through which people watch a ride. */
@RestController
final class RideStreamController {
    private final WatchingRide watchingRide;
    private final OpenConnections streams;
    private final int maxOfDispatcher;
    private final StreamLife life;
    private final StreamEnds ends;

    RideStreamController(WatchingRide watchingRide, StreamSettings settings, StreamEnds ends,
            @Qualifier("watcherStreams") OpenConnections streams, Clock clock) {
        this.watchingRide = watchingRide;
        this.streams = streams;
        this.maxOfDispatcher = settings.maxOfDispatcher();
        this.life = new StreamLife(settings.heartbeat(), clock);
        this.ends = ends;
    }

    /**
     * Streams the whole state first, so that a client that reconnects to any instance misses nothing. It looks the ride
     * up before the stream exists, so that HEAD, which reads no stream, finds out too.
     */
    @GetMapping(path = "/v1/rides/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> watch(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Person person,
            JwtAuthenticationToken token,
            RequestTrace trace) {
        trace.tag("ride.id", id.toString());
        Instant expiry = Objects.requireNonNull(token.getToken().getExpiresAt(), "tokens without exp are refused");
        return watchingRide.watch(id, ride -> mayWatch(person, ride))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "You have no such ride.")))
                .map(sights -> ResponseEntity.ok(open(person, end -> life.of(
                        events(sights, lastEventId),
                        Mono.firstWithValue(ends.eventOf(end),
                                life.at(expiry).map(tick -> ends.event(StreamEnds.Reason.TOKEN_EXPIRED)))))));
    }

    private Flux<ServerSentEvent<Object>> open(
            Person person, Function<Mono<OpenConnections.End>, Publisher<ServerSentEvent<Object>>> stream) {
        return person.is(Role.DISPATCHER)
                ? streams.open(person.id(), maxOfDispatcher, stream)
                : streams.open(person.id(), stream);
    }

    private Flux<ServerSentEvent<Object>> events(Flux<Sight> sights, @Nullable String lastEventId) {
        return Flux.defer(() -> {
            var last = new AtomicReference<@Nullable Sight>();
            return sights.doOnNext(last::set)
                    .transform(seen -> lastEventId == null
                            ? seen.map(RideStreamController::eventOf)
                            : resumed(seen, lastEventId))
                    .concatWith(Mono.defer(() -> Mono.justOrEmpty(last.get()).map(this::endAfter)));
        });
    }

    private static boolean mayWatch(Person person, TrackedRide ride) {
        return person.is(Role.DISPATCHER)
                || person.is(Role.RIDER) && ride.riderId().equals(person.id())
                || person.is(Role.DRIVER) && ride.isDrivenBy(person.id());
    }

    /**
     * Tells first whether the client may have missed a state, and leaves out those that it has. The comment reaches
     * clients that know no such event.
     */
    private static Flux<ServerSentEvent<Object>> resumed(Flux<Sight> sights, String lastEventId) {
        var resumption = Resumption.after(lastEventId);
        return sights.switchOnFirst((first, all) -> {
            Flux<ServerSentEvent<Object>> told = all.filter(sight -> !isSeen(sight, resumption))
                    .map(RideStreamController::eventOf);
            @Nullable
            Sight sight = first.get();
            return sight == null
                    ? told
                    : told.startWith(ServerSentEvent.<Object>builder(resumption.at(sight.ride().version()))
                            .event("resumed").comment("connected").build());
        });
    }

    private static boolean isSeen(Sight sight, Resumption resumption) {
        return sight instanceof RideSight(TrackedRide ride) && resumption.knows(ride.version());
    }

    private static ServerSentEvent<Object> eventOf(Sight sight) {
        return switch (sight) {
            case RideSight(TrackedRide ride) -> ServerSentEvent.<Object>builder(RideResource.of(ride))
                    .event("ride").id(Long.toString(ride.version())).build();
            case CarSight car -> ServerSentEvent.<Object>builder(CarResource.of(car)).event("location").build();
        };
    }

    private ServerSentEvent<Object> endAfter(Sight last) {
        return ends.event(last.ride().state().isFinal()
                ? StreamEnds.Reason.RIDE_OVER
                : StreamEnds.Reason.RIDE_GIVEN_BACK);
    }
}
