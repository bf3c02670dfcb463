package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.api.RideView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The record of one ride. The ledger guards access to it. */
final class RideRecord {
    private final String id;
    private final Set<String> holders = new HashSet<>();
    private final Map<Integer, String> driverOfAttempt = new HashMap<>();
    private String rider = "";
    private @Nullable Instant clickedAt;
    private @Nullable Instant assignedAt;
    private @Nullable RideView newest;
    private boolean doubleDriven;

    RideRecord(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String rider() {
        return rider;
    }

    String state() {
        return newest == null ? "unknown" : newest.state();
    }

    void requestedBy(String who, Instant when) {
        rider = who;
        clickedAt = when;
    }

    /** Reports whether a rider of this run requested the ride, and not somebody else in the same system. */
    boolean isRequested() {
        return clickedAt != null;
    }

    /** Reports whether the view is new: a retried request may answer with an older one than the rider has seen. */
    boolean see(RideView ride, Instant when) {
        if (newest != null && ride.version() < newest.version()) {
            return false;
        }
        boolean changed = newest == null || !newest.state().equals(ride.state());
        newest = ride;
        if (ride.driver() != null) {
            assignedAt = assignedAt == null ? when : assignedAt;
            String before = driverOfAttempt.putIfAbsent(ride.attempt(), ride.driver().id());
            doubleDriven |= before != null && !before.equals(ride.driver().id());
        }
        return changed;
    }

    /** Reports whether two drivers now hold the ride. */
    boolean hold(String driverId) {
        holders.add(driverId);
        doubleDriven |= holders.size() > 1;
        return holders.size() > 1;
    }

    void release(String driverId) {
        holders.remove(driverId);
    }

    boolean isFinal() {
        return newest != null && newest.isFinal();
    }

    boolean wasDoubleDriven() {
        return doubleDriven;
    }

    boolean wasRematched() {
        return newest != null && newest.attempt() > 1 && driverOfAttempt.containsKey(newest.attempt());
    }

    Optional<Duration> waitToAssignment() {
        return clickedAt == null || assignedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(clickedAt, assignedAt));
    }
}
