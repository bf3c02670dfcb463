package dev.ridewire.tracking.application.share;

import dev.ridewire.tracking.application.Rides;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Links in a map. */
public final class InMemoryShareLinks implements ShareLinks {
    private final Map<LinkKey, Link> links = new ConcurrentHashMap<>();
    private final Rides rides;

    public InMemoryShareLinks(Rides rides) {
        this.rides = rides;
    }

    @Override
    public Mono<Void> add(LinkKey key, UUID rideId, Instant now, int mostOfRide) {
        return Mono.fromRunnable(() -> {
            List<LinkKey> outdated = links.entrySet().stream().filter(entry -> entry.getValue().rideId().equals(rideId))
                    .sorted(Comparator.comparing(
                            (Map.Entry<LinkKey, Link> entry) -> entry.getValue().createdAt()).reversed())
                    .skip(mostOfRide - 1L).map(Map.Entry::getKey).toList();
            outdated.forEach(links::remove);
            links.put(key, new Link(rideId, now));
        });
    }

    @Override
    public Mono<Void> revoke(UUID rideId) {
        return Mono.fromRunnable(() -> links.values().removeIf(link -> link.rideId().equals(rideId)));
    }

    @Override
    public Mono<UUID> rideOf(LinkKey key) {
        return Mono.fromSupplier(() -> links.get(key)).map(Link::rideId);
    }

    @Override
    public Mono<List<LinkKey>> existing(List<LinkKey> keys) {
        return Mono.fromSupplier(() -> keys.stream().filter(links::containsKey).toList());
    }

    @Override
    public Mono<Long> forgetBefore(Instant time, int limit) {
        return Flux.fromIterable(List.copyOf(links.entrySet()))
                .filter(entry -> entry.getValue().createdAt().isBefore(time))
                .filterWhen(entry -> rides.find(entry.getValue().rideId()).map(ride -> ride.state().isFinal())
                        .defaultIfEmpty(true), 1)
                .take(limit)
                .doOnNext(entry -> links.remove(entry.getKey()))
                .count();
    }

    private record Link(UUID rideId, Instant createdAt) {}
}
