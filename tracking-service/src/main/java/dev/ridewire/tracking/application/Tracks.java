package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.Track;
import dev.ridewire.tracking.domain.Track.Judgement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The tracks of the drivers that reported to this instance lately. They are kept in memory only: after a restart, or
 * when a driver reports to another instance, the first report is judged by itself alone.
 */
final class Tracks {
    private final Map<String, Track> tracks;

    /** @param bound number of drivers; beyond it the one who was silent longest is forgotten */
    Tracks(int bound) {
        this.tracks = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Track> eldest) {
                return size() > bound;
            }
        };
    }

    /** Replaces a driver's track, with no other report of theirs in between. The step must be quick. */
    synchronized Judgement advance(String driverId, Function<Track, Judgement> step) {
        Judgement judgement = step.apply(tracks.getOrDefault(driverId, Track.UNKNOWN));
        tracks.put(driverId, judgement.after());
        return judgement;
    }
}
