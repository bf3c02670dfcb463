package dev.ridewire.dispatch.adapter.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.ridewire.dispatch.application.TripOffer;
import dev.ridewire.dispatch.application.ViewingOffers;
import dev.ridewire.dispatch.domain.OfferState;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Offers as streams. One look at the database serves all drivers connected to this instance. A stream begins with what
 * is open, so a driver who comes back, here or on another instance, misses nothing; what ended since {@code
 * Last-Event-ID} is told.
 */
@Component
class OfferFeed {
    private static final Logger log = LoggerFactory.getLogger(OfferFeed.class);

    private final ViewingOffers viewing;
    private final OfferFeedSettings settings;
    private final StreamLife life;
    /** For each driver, what ends their streams, oldest first. */
    private final ConcurrentMap<String, List<Sinks.Empty<Void>>> connections = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final Flux<Map<String, List<TripOffer>>> looks;

    OfferFeed(ViewingOffers viewing, OfferFeedSettings settings, Clock clock) {
        this.viewing = viewing;
        this.settings = settings;
        this.life = new StreamLife(settings.heartbeat(), clock);
        this.looks = Flux.interval(settings.poll()).onBackpressureDrop().concatMap(_ -> look(), 1).publish().refCount();
    }

    /**
     * A driver's stream; ends when the service does, when the driver's token expires, or for a newer one of the same
     * driver. Fails with {@code unavailable} where too many are open.
     */
    Flux<ServerSentEvent<OfferResource>> of(String driverId, @Nullable String lastEventId, Instant tokenExpiry) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > settings.maxOpen()) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here."));
            }
            Sinks.Empty<Void> end = Sinks.empty();
            var offers = new Told(driverId, lastEventId);
            Flux<ServerSentEvent<OfferResource>> events = looks.onBackpressureLatest()
                    .concatMap(look -> offers.news(look.getOrDefault(driverId, List.of())), 1);
            // The first comment sends the headers, so that a client knows at once that it is connected.
            var connected = ServerSentEvent.<OfferResource>builder().comment("connected").build();
            return life.of(Flux.concat(Mono.just(connected), events), tokenExpiry)
                    .doOnSubscribe(_ -> enter(driverId, end))
                    .takeUntilOther(Mono.firstWithSignal(closing.asMono(), end.asMono()))
                    .doFinally(_ -> leave(driverId, end));
        });
    }

    private void enter(String driverId, Sinks.Empty<Void> end) {
        List<Sinks.Empty<Void>> ends = connections.merge(driverId, List.of(end), (before, one) -> Stream
                .concat(before.stream(), one.stream()).toList());
        // A phone that lost its network comes back before its old connections are known to be dead: the oldest gives
        // way.
        if (ends.size() > settings.perDriver()) {
            ends.getFirst().tryEmitEmpty();
        }
    }

    private void leave(String driverId, Sinks.Empty<Void> end) {
        open.decrementAndGet();
        connections.computeIfPresent(driverId, (_, ends) -> {
            List<Sinks.Empty<Void>> left = ends.stream().filter(other -> other != end).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Open streams would hold up a graceful shutdown. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }

    private Mono<Map<String, List<TripOffer>>> look() {
        return viewing.pending(Set.copyOf(connections.keySet()))
                .<Map<String, List<TripOffer>>>map(
                        offers -> offers.stream().collect(groupingBy(offer -> offer.offer().driverId())))
                .onErrorResume(error -> {
                    log.atWarn().setCause(error).log("offers could not be looked up; streams wait for the next look");
                    return Mono.empty();
                });
    }

    /** The offers that one stream has told its driver. */
    private final class Told {
        private final String driverId;
        private Set<UUID> open = new HashSet<>();

        Told(String driverId, @Nullable String lastEventId) {
            this.driverId = driverId;
            parse(lastEventId).ifPresent(open::add);
        }

        Flux<ServerSentEvent<OfferResource>> news(List<TripOffer> now) {
            Map<UUID, TripOffer> current = now.stream().collect(toMap(offer -> offer.offer().id(), offer -> offer));
            Set<UUID> before = open;
            open = new HashSet<>(current.keySet());
            var made = Flux.fromIterable(now).filter(offer -> !before.contains(offer.offer().id()))
                    .map(offer -> event("offer", offer));
            var gone = Flux.fromIterable(before).filter(id -> !current.containsKey(id))
                    .concatMap(id -> viewing.one(id).onErrorComplete(), 1)
                    .filter(this::isWithdrawn)
                    .map(offer -> event("offer-withdrawn", offer));
            return Flux.concat(gone, made);
        }

        /** Reports whether an offer ended without an answer: a driver knows of the offers that they answered. */
        private boolean isWithdrawn(TripOffer offer) {
            return offer.offer().driverId().equals(driverId)
                    && (offer.offer().state() == OfferState.EXPIRED || offer.offer().state() == OfferState.WITHDRAWN);
        }
    }

    /** A client may send anything: what is no offer's id tells nothing. */
    private static Optional<UUID> parse(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? Optional.empty() : Optional.of(UUID.fromString(lastEventId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ServerSentEvent<OfferResource> event(String name, TripOffer offer) {
        return ServerSentEvent.builder(OfferResource.of(offer)).event(name).id(offer.offer().id().toString()).build();
    }
}
