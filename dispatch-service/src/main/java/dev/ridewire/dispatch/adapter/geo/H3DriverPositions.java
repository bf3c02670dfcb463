package dev.ridewire.dispatch.adapter.geo;

import com.uber.h3core.H3Core;
import com.uber.h3core.LengthUnit;
import dev.ridewire.dispatch.application.position.DriverPosition;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.position.LastPositions;
import dev.ridewire.dispatch.application.position.PositionReport;
import dev.ridewire.dispatch.application.position.PositionReports;
import dev.ridewire.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest position of each driver, by H3 cell. Soft state: it is gone with the process and grows again from the
 * topic.
 */
public final class H3DriverPositions implements DriverPositions, LastPositions, PositionReports {
    private final H3Core h3;
    private final Settings settings;
    private final Clock clock;
    private final ConcurrentMap<String, Known> drivers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Set<String>> cells = new ConcurrentHashMap<>();
    private final AtomicLong lastSweep = new AtomicLong();

    /**
     * The bounds of the positions that are kept and searched.
     *
     * @param staleAfter a driver who was silent for longer is no candidate, and is forgotten
     * @param maxDrivers no more than these are kept
     * @param resolution of the cells; 8 has edges of about half a kilometre
     * @param maxRings   how many rings of cells around a point are searched; at resolution 8 a ring is about a
     *         kilometre wide. The search can miss a driver farther away than the rings cover on all sides
     */
    public record Settings(Duration staleAfter, int maxDrivers, int resolution, int maxRings) {}

    private record Known(GeoPoint point, Instant recordedAt, long cell) {}

    /** A driver and the distance to the point that is searched around. */
    private record Found(DriverPosition position, double meters) {}

    public H3DriverPositions(H3Core h3, Settings settings, Clock clock) {
        this.h3 = h3;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void report(List<PositionReport> reports) {
        Instant now = clock.instant();
        sweepOnceInAWhile(now);
        for (PositionReport report : reports) {
            boolean wanted = isFresh(report.recordedAt(), now)
                    && (drivers.containsKey(report.driverId()) || drivers.size() < settings.maxDrivers());
            if (wanted) {
                drivers.compute(report.driverId(), (id, known) -> newest(id, known, report));
            }
        }
    }

    @Override
    public List<DriverPosition> nearest(GeoPoint point, Instant now, int limit) {
        long center = cellOf(point);
        double shortestEdge = shortestEdgeOf(center);
        List<Found> found = new ArrayList<>();
        for (int ring = 0; ring <= settings.maxRings(); ring++) {
            for (long cell : h3.gridRing(center, ring)) {
                collect(cell, point, now, found);
            }
            // Farther ones don't count yet: a driver outside the ring can be nearer than one in its far corner.
            double covered = edgesCovered(ring) * shortestEdge;
            if (found.stream().filter(one -> one.meters() <= covered).count() >= limit) {
                break;
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Found::meters))
                .limit(limit)
                .map(Found::position)
                .toList();
    }

    @Override
    public Optional<Instant> freshAt(String driverId, Instant now) {
        return Optional.ofNullable(drivers.get(driverId)).map(Known::recordedAt).filter(at -> isFresh(at, now));
    }

    /** Returns the number of known drivers, for metrics. */
    public int size() {
        return drivers.size();
    }

    /**
     * Returns the distance around any point of a cell that its rings up to this one cover, in shortest edges of the
     * cell. From a corner of a regular hexagon it is 1.5 k - 0.5. Cells change their shape from one to the next, most
     * of all where faces of H3's icosahedron meet: 2.1 % less was the least of 1,800 places all over the earth.
     */
    private static double edgesCovered(int ring) {
        return ring == 0 ? 0 : (1.5 * ring - 0.5) * 0.97;
    }

    private double shortestEdgeOf(long cell) {
        return h3.originToDirectedEdges(cell).stream().mapToDouble(edge -> h3.edgeLength(edge, LengthUnit.m))
                .min().orElseThrow();
    }

    private void collect(long cell, GeoPoint point, Instant now, List<Found> found) {
        for (String driverId : cells.getOrDefault(cell, Set.of())) {
            @Nullable
            Known known = drivers.get(driverId);
            // A driver on the move stands in two cells for a moment: only the one that their entry names counts.
            if (known != null && known.cell() == cell && isFresh(known.recordedAt(), now)) {
                found.add(new Found(new DriverPosition(driverId, known.point()), known.point().metersTo(point)));
            }
        }
    }

    private Known newest(String driverId, @Nullable Known known, PositionReport report) {
        if (known != null && !report.recordedAt().isAfter(known.recordedAt())) {
            return known;
        }
        long cell = cellOf(report.point());
        if (known == null || known.cell() != cell) {
            cells.compute(cell, (_, there) -> {
                Set<String> set = there == null ? ConcurrentHashMap.newKeySet() : there;
                set.add(driverId);
                return set;
            });
            if (known != null) {
                leave(known.cell(), driverId);
            }
        }
        return new Known(report.point(), report.recordedAt(), cell);
    }

    private void leave(long cell, String driverId) {
        cells.computeIfPresent(cell, (_, there) -> {
            there.remove(driverId);
            return there.isEmpty() ? null : there;
        });
    }

    private void sweepOnceInAWhile(Instant now) {
        long last = lastSweep.get();
        boolean due = now.toEpochMilli() - last >= settings.staleAfter().toMillis();
        if (!due || !lastSweep.compareAndSet(last, now.toEpochMilli())) {
            return;
        }
        for (String driverId : drivers.keySet()) {
            drivers.computeIfPresent(driverId, (id, known) -> {
                if (isFresh(known.recordedAt(), now)) {
                    return known;
                }
                leave(known.cell(), id);
                return null;
            });
        }
    }

    private boolean isFresh(Instant recordedAt, Instant now) {
        return !recordedAt.plus(settings.staleAfter()).isBefore(now);
    }

    private long cellOf(GeoPoint point) {
        return h3.latLngToCell(point.lat(), point.lng(), settings.resolution());
    }
}
