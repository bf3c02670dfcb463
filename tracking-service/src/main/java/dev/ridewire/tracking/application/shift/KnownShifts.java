package dev.ridewire.tracking.application.shift;

import dev.ridewire.tracking.domain.shift.Shift;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shifts that this instance heard of lately. They are kept in memory only. A driver whose shift is not known counts
 * as on shift, because a restart of this service must not silence anyone.
 */
public final class KnownShifts {
    private final Map<String, Shift> shifts;

    /** @param bound number of drivers; beyond it the one who was unused longest is forgotten */
    public KnownShifts(int bound) {
        this.shifts = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Shift> eldest) {
                return size() > bound;
            }
        };
    }

    /** Remembers a shift unless a newer version of it is known. */
    public synchronized void hear(Shift heard) {
        shifts.merge(heard.driverId(), heard, (known, told) -> told.isNewerThan(known) ? told : known);
    }

    /** Returns the end of the driver's last shift; null for a driver who is on shift or not known. */
    public synchronized @Nullable Instant endOf(String driverId) {
        Shift known = shifts.get(driverId);
        return known == null || known.onShift() ? null : known.changedAt();
    }
}
