package dev.ridewire.dispatch.adapter.geo;

import com.uber.h3core.H3Core;
import dev.ridewire.dispatch.application.DriverPosition;
import dev.ridewire.dispatch.application.DriverPositions;
import dev.ridewire.dispatch.application.PositionReport;
import dev.ridewire.dispatch.application.PositionReports;
import dev.ridewire.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest position of each driver, by H3 cell. Soft state: it is gone with the process and grows again from the
 * topic.
 */
public final class H3DriverPositions implements DriverPositions, PositionReports {
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
     *         kilometre wide
     */
    public record Settings(Duration staleAfter, int maxDrivers, int resolution, int maxRings) {}

    private record Known(GeoPoint point, Instant recordedAt, long cell) {}

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
        List<DriverPosition> found = new ArrayList<>();
        for (int ring = 0; ring <= settings.maxRings(); ring++) {
            // A driver of the next ring can be nearer than one in the far corner of this: so one ring more than is
            // needed.
            boolean last = found.size() >= limit;
            for (long cell : h3.gridRing(center, ring)) {
                collect(cell, now, found);
            }
            if (last) {
                break;
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(position -> position.point().metersTo(point)))
                .limit(limit)
                .toList();
    }

    /** Returns the number of known drivers, for metrics. */
    public int size() {
        return drivers.size();
    }

    private void collect(long cell, Instant now, List<DriverPosition> found) {
        for (String driverId : cells.getOrDefault(cell, Set.of())) {
            @Nullable
            Known known = drivers.get(driverId);
            // A driver on the move stands in two cells for a moment: only the one that their entry names counts.
            if (known != null && known.cell() == cell && isFresh(known.recordedAt(), now)) {
                found.add(new DriverPosition(driverId, known.point()));
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
