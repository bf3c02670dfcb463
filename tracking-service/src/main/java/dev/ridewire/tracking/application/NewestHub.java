package dev.ridewire.tracking.application;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Passes the newest value of each key to everyone who watches it. A watcher that is slow misses values and gets the newest: there
 * is no queue to grow. Keys cost nothing once their last watcher has left, but for the newest value of a bounded number.
 */
public final class NewestHub<K, V> {
    private final BiPredicate<V, V> isNewer;
    private final Map<K, V> newest;
    private final Map<K, Set<Watcher>> watchers = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param bound   values that are remembered, for those who begin to watch; beyond it the longest unused is forgotten
     * @param isNewer whether the first value replaces the second; others are dropped
     */
    public NewestHub(int bound, BiPredicate<V, V> isNewer) {
        this.isNewer = isNewer;
        this.newest = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > bound;
            }
        };
    }

    /** Takes a value that the world has of a key. */
    public void publish(K key, V value) {
        for (Watcher watcher : remember(key, value)) {
            watcher.next(value);
        }
    }

    private synchronized Collection<Watcher> remember(K key, V value) {
        V known = newest.get(key);
        if (known != null && !isNewer.test(value, known)) {
            return List.of();
        }
        newest.put(key, value);
        return List.copyOf(watchers.getOrDefault(key, Set.of()));
    }

    /** The newest value, if one is remembered, and from then on what is published; ends when the hub is closed. */
    public Flux<V> watch(K key) {
        return Flux.create(sink -> {
            var watcher = new Watcher(sink);
            sink.onDispose(() -> leave(key, watcher));
            Arrival<V> arrival = join(key, watcher);
            if (arrival.closed()) {
                sink.complete();
            } else if (arrival.newest() != null) {
                watcher.next(arrival.newest());
            }
        }, FluxSink.OverflowStrategy.LATEST);
    }

    /** What was published last, if it is remembered. */
    public synchronized Optional<V> newest(K key) {
        return Optional.ofNullable(newest.get(key));
    }

    private synchronized Arrival<V> join(K key, Watcher watcher) {
        if (!closed && !watcher.sink.isCancelled()) {
            watchers.computeIfAbsent(key, unwatched -> new LinkedHashSet<>()).add(watcher);
        }
        return new Arrival<>(closed, newest.get(key));
    }

    private synchronized void leave(K key, Watcher watcher) {
        watchers.computeIfPresent(key, (same, present) -> {
            present.remove(watcher);
            return present.isEmpty() ? null : present;
        });
    }

    /** Ends every stream, now and in future: open streams would hold up a shutdown for its whole grace period. */
    public void close() {
        allForClose().forEach(watcher -> watcher.sink.complete());
    }

    private synchronized List<Watcher> allForClose() {
        closed = true;
        return watchers.values().stream().flatMap(Set::stream).toList();
    }

    /** Streams that are open. */
    public synchronized int watching() {
        return watchers.values().stream().mapToInt(Set::size).sum();
    }

    /** Passes on what is newer than what it passed on before: what was remembered may arrive after what was just published. */
    private final class Watcher {
        private final FluxSink<V> sink;
        private @Nullable V last;

        private Watcher(FluxSink<V> sink) {
            this.sink = sink;
        }

        private synchronized void next(V value) {
            if (last == null || isNewer.test(value, last)) {
                last = value;
                sink.next(value);
            }
        }
    }

    private record Arrival<V>(boolean closed, @Nullable V newest) {}
}
