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
 * A hub that passes the newest value of each key to its watchers. A slow watcher misses values and gets the newest, so
 * no queue grows. A key without watchers costs nothing but its newest value, and the number of remembered values is
 * bounded.
 */
public final class NewestHub<K, V> {
    private final BiPredicate<V, V> isNewer;
    private final Map<K, V> newest;
    private final Map<K, Set<Watcher>> watchers = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param bound   the number of values that are remembered for new watchers; beyond it, the one unused for longest
     *                is forgotten
     * @param isNewer reports whether the first value replaces the second; others are dropped
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

    /** Publishes a value of a key to its watchers. */
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

    /** Returns the remembered newest value, if any, and then each published one, until the hub is closed. */
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

    /** Returns the newest value, if it is remembered. */
    public synchronized Optional<V> newest(K key) {
        return Optional.ofNullable(newest.get(key));
    }

    /** Returns the remembered newest values of all keys. */
    public synchronized Map<K, V> snapshot() {
        return Map.copyOf(newest);
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

    /** Ends all present and later streams: open ones would delay a shutdown for its whole grace period. */
    public void close() {
        allForClose().forEach(watcher -> watcher.sink.complete());
    }

    private synchronized List<Watcher> allForClose() {
        closed = true;
        return watchers.values().stream().flatMap(Set::stream).toList();
    }

    /** Returns the number of open streams. */
    public synchronized int watching() {
        return watchers.values().stream().mapToInt(Set::size).sum();
    }

    /** A watcher that drops old values: the remembered value may arrive after one that was just published. */
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
