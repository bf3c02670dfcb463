package dev.ridewire.dispatch.adapter.web.offer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.ridewire.dispatch.application.offer.OfferSignals;
import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.application.offer.ViewingOffers;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import java.time.Duration;
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
import reactor.core.scheduler.Schedulers;

/**
 * Offers as streams. A signal from the store has the offers of its driver looked up if the driver is connected here;
 * one look serves all drivers that were signalled meanwhile. A stream begins with what is open, so a driver who comes
 * back, here or on another instance, misses nothing. It tells of the end of every offer that was open or accepted
 * while it lasted, that {@code Last-Event-ID} names, or that was withdrawn lately.
 */
@Component
class OfferFeed {
    private static final Logger log = LoggerFactory.getLogger(OfferFeed.class);
    /** The pause after a look that failed. */
    private static final Duration RETRY = Duration.ofMillis(500);
    /** The longest wait for the moment in which another stream opens. */
    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(1);

    private final ViewingOffers viewing;
    private final OfferFeedSettings settings;
    private final StreamLife life;
    /** The streams of each driver, oldest first. */
    private final ConcurrentMap<String, List<Connected>> connections = new ConcurrentHashMap<>();
    /** The drivers whose offers are to be looked up. */
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<String> opened = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.One<StreamEnd> closing = Sinks.one();
    /** Looks offers up and hands them to the streams, as long as there are any. Emits nothing itself. */
    private final Flux<ServerSentEvent<Object>> looks;

    /** An open stream: what it is handed, and its end. */
    private record Connected(Sinks.Many<List<TripOffer>> offers, Sinks.One<StreamEnd> end) {
        Connected() {
            this(Sinks.many().multicast().directBestEffort(), Sinks.one());
        }
    }

    OfferFeed(ViewingOffers viewing, OfferSignals signals, OfferFeedSettings settings, Clock clock) {
        this.viewing = viewing;
        this.settings = settings;
        this.life = new StreamLife(settings.heartbeat(), clock);
        this.looks = Flux.<Object>merge(
                // Neither source may overflow: the drivers are marked, and one trigger stands for all of them.
                opened.asFlux().filter(this::isDue).onBackpressureLatest(),
                signals.signals().filter(this::isDue).onBackpressureLatest(),
                Flux.interval(RETRY).onBackpressureDrop().filter(_ -> !due.isEmpty()),
                Flux.interval(settings.poll()).onBackpressureDrop().filter(_ -> areAllDue()))
                // What is signalled during a look waits for the next one, which serves all of it.
                .onBackpressureLatest()
                // A look does not begin on the thread that opens a stream, for which other streams wait.
                .publishOn(Schedulers.parallel(), 1)
                .concatMap(_ -> look(), 1)
                .publish().refCount();
    }

    /**
     * A driver's stream; ends when the service does, when the driver's token expires, or for a newer one of the same
     * driver, and says why. Fails with {@code unavailable} where too many are open.
     */
    Flux<ServerSentEvent<Object>> of(String driverId, @Nullable String lastEventId, Instant tokenExpiry) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > settings.maxOpen()) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open here."));
            }
            var stream = new Connected();
            var offers = new Told(driverId, lastEventId);
            Flux<ServerSentEvent<Object>> news = stream.offers().asFlux()
                    // Each look finds all that binds the driver, so the latest one is enough.
                    .onBackpressureLatest()
                    .concatMap(offers::news, 1);
            // The first comment sends the headers, so that a client knows at once that it is connected.
            var connected = ServerSentEvent.<Object>builder().comment("connected").build();
            // The stream asks for its first look when it can receive one.
            var events = Flux.merge(1, news, looks, Mono.fromRunnable(
                    // The handler's time runs from its creation.
                    () -> opened.emitNext(driverId, Sinks.EmitFailureHandler.busyLooping(WAIT_FOR_OTHERS))));
            Mono<StreamEnd> end = Mono.firstWithValue(closing.asMono(), stream.end().asMono(),
                    life.at(tokenExpiry).map(_ -> StreamEnd.TOKEN_EXPIRED));
            return life.of(Flux.concat(Mono.just(connected), events), end.map(StreamEnd::event))
                    .doOnSubscribe(_ -> enter(driverId, stream))
                    .doFinally(_ -> leave(driverId, stream));
        });
    }

    private void enter(String driverId, Connected stream) {
        List<Connected> streams = connections.merge(driverId, List.of(stream), (before, one) -> Stream
                .concat(before.stream(), one.stream()).toList());
        // A phone that lost its network comes back before its old connections are known to be dead: the oldest gives
        // way.
        if (streams.size() > settings.perDriver()) {
            streams.getFirst().end().tryEmitValue(StreamEnd.REPLACED);
        }
    }

    private void leave(String driverId, Connected stream) {
        open.decrementAndGet();
        connections.computeIfPresent(driverId, (_, streams) -> {
            List<Connected> left = streams.stream().filter(other -> other != stream).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Open streams would hold up a graceful shutdown. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitValue(StreamEnd.SHUTDOWN);
    }

    /** Marks a driver who is connected here; returns whether there is something to look up. */
    private boolean isDue(String driverId) {
        if (connections.containsKey(driverId)) {
            due.add(driverId);
            return true;
        }
        return false;
    }

    private boolean isDue(OfferSignals.Signal signal) {
        return switch (signal) {
            case OfferSignals.Signal.Changed(String driverId) -> isDue(driverId);
            case OfferSignals.Signal.Missed() -> areAllDue();
        };
    }

    private boolean areAllDue() {
        due.addAll(connections.keySet());
        return !due.isEmpty();
    }

    private Mono<ServerSentEvent<Object>> look() {
        Set<String> drivers = new HashSet<>(due);
        // A driver who is marked from here on is looked up again.
        due.removeAll(drivers);
        drivers.retainAll(connections.keySet());
        return viewing.current(drivers)
                .doOnNext(offers -> handOut(drivers, offers))
                .onErrorResume(error -> {
                    due.addAll(drivers);
                    log.atWarn().setCause(error).log("offers could not be looked up; streams wait for the next look");
                    return Mono.empty();
                })
                .then(Mono.empty());
    }

    private void handOut(Set<String> drivers, List<TripOffer> offers) {
        Map<String, List<TripOffer>> byDriver = offers.stream()
                .collect(groupingBy(offer -> offer.offer().driverId()));
        drivers.forEach(driver -> connections.getOrDefault(driver, List.of()).forEach(
                stream -> stream.offers().tryEmitNext(byDriver.getOrDefault(driver, List.of()))));
    }

    /** The offers that one stream has told its driver. */
    private final class Told {
        private final String driverId;
        /** The offers whose end is still to be told. */
        private final Set<UUID> watched = new HashSet<>();
        /** The offers that bound the driver at the last look; at first none, also not the one that the client names. */
        private Set<UUID> bound = Set.of();
        /** The withdrawals that the stream has told, as long as a look may bring them again. */
        private Set<UUID> withdrawn = Set.of();

        Told(String driverId, @Nullable String lastEventId) {
            this.driverId = driverId;
            parse(lastEventId).ifPresent(watched::add);
        }

        Flux<ServerSentEvent<Object>> news(List<TripOffer> current) {
            List<TripOffer> live = current.stream().filter(offer -> offer.offer().live()).toList();
            List<TripOffer> over = current.stream().filter(offer -> !offer.offer().live()).toList();
            List<TripOffer> made = live.stream()
                    .filter(offer -> offer.offer().state() == OfferState.PENDING && !bound.contains(idOf(offer)))
                    .toList();
            bound = live.stream().map(OfferFeed::idOf).collect(toSet());
            List<TripOffer> overNow = over.stream().filter(offer -> !withdrawn.contains(idOf(offer))).toList();
            withdrawn = over.stream().map(OfferFeed::idOf).collect(toSet());
            watched.removeAll(withdrawn);
            Set<UUID> gone = new HashSet<>(watched);
            gone.removeAll(bound);
            // An accepted offer is watched too: its driver is told if the ride is cancelled.
            watched.addAll(bound);
            return Flux.concat(
                    Flux.fromIterable(overNow).map(offer -> event("offer-withdrawn", offer)),
                    Flux.fromIterable(gone).concatMap(this::end, 1).map(offer -> event("offer-withdrawn", offer)),
                    Flux.fromIterable(made).map(offer -> event("offer", offer)));
        }

        /** Finds the end of an offer; empty if there is nothing to tell. After a failure the next look tries again. */
        private Mono<TripOffer> end(UUID id) {
            return viewing.one(id)
                    .doOnSuccess(found -> {
                        if (found == null || !found.offer().live() || !isMine(found)) {
                            watched.remove(id);
                        }
                    })
                    .filter(found -> isMine(found) && isWithdrawn(found))
                    .onErrorResume(error -> {
                        due.add(driverId);
                        log.atWarn().addKeyValue("offer.id", id).setCause(error)
                                .log("the end of an offer could not be looked up; the next look tries again");
                        return Mono.empty();
                    });
        }

        private boolean isMine(TripOffer offer) {
            return offer.offer().driverId().equals(driverId);
        }

        /** Reports whether the driver lost an offer. They know of the offers that they declined or drove. */
        private static boolean isWithdrawn(TripOffer offer) {
            return offer.offer().state() == OfferState.EXPIRED || offer.offer().state() == OfferState.WITHDRAWN;
        }
    }

    private static UUID idOf(TripOffer offer) {
        return offer.offer().id();
    }

    /** A client may send anything: what is no offer's id tells nothing. */
    private static Optional<UUID> parse(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? Optional.empty() : Optional.of(UUID.fromString(lastEventId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ServerSentEvent<Object> event(String name, TripOffer offer) {
        return ServerSentEvent.<Object>builder(OfferResource.of(offer)).event(name).id(idOf(offer).toString()).build();
    }
}
