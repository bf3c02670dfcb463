package dev.ridewire.tracking.application.share;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The links that someone watches on this instance. One statement looks for many of them at once, so that a revoked link
 * ends its streams on every instance without a question for each stream.
 */
public final class WatchedLinks {
    private static final int KEYS_OF_A_STATEMENT = 1_000;

    private final ShareLinks links;
    private final Map<LinkKey, Watched> watched = new ConcurrentHashMap<>();

    public WatchedLinks(ShareLinks links) {
        this.links = links;
    }

    /** Ends the values once the link is found to be revoked. */
    public <T> Flux<T> untilRevoked(LinkKey key, Flux<T> values) {
        return Flux.using(() -> enter(key), entry -> values.takeUntilOther(entry.revoked().asMono()),
                entry -> leave(key));
    }

    /** Looks for the watched links, and ends the streams of those that are gone. */
    public Mono<Void> check() {
        return Mono.defer(() -> Flux.fromIterable(new ArrayList<>(watched.keySet()))
                .buffer(KEYS_OF_A_STATEMENT)
                .concatMap(keys -> links.existing(keys).doOnNext(existing -> endOthers(keys, existing)), 1)
                .then());
    }

    private void endOthers(List<LinkKey> keys, List<LinkKey> existing) {
        Set<LinkKey> gone = new HashSet<>(keys);
        existing.forEach(gone::remove);
        for (LinkKey key : gone) {
            Watched entry = watched.get(key);
            if (entry != null) {
                entry.revoked().tryEmitEmpty();
            }
        }
    }

    private Watched enter(LinkKey key) {
        return watched.compute(key, (same, entry) -> entry == null
                ? new Watched(1, Sinks.empty())
                : new Watched(entry.watchers() + 1, entry.revoked()));
    }

    private void leave(LinkKey key) {
        watched.computeIfPresent(key, (same, entry) -> entry.watchers() == 1
                ? null
                : new Watched(entry.watchers() - 1, entry.revoked()));
    }

    /** Returns the number of links that are watched. */
    public int count() {
        return watched.size();
    }

    private record Watched(int watchers, Sinks.Empty<Void> revoked) {}
}
