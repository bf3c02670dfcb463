package dev.ridewire.simulator.bot;

import dev.ridewire.simulator.RideObserver;
import dev.ridewire.simulator.SimulationSummary;
import dev.ridewire.simulator.api.RideView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of everything that riders and drivers saw, from which the summary is made. Drivers report which rides they
 * were given and which they let go, and riders report who drives. The ledger notes when two drivers hold one ride at
 * the same time.
 */
public final class RideLedger {
    private static final int PROBLEMS_KEPT = 50;

    private final InstantSource time;
    private final Instant start;
    private final RideObserver observer;
    private final Map<String, RideRecord> rides = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long positionsReported;
    private long positionsSeen;
    private int doubled;

    public RideLedger(InstantSource time, Instant start, RideObserver observer) {
        this.time = time;
        this.start = start;
        this.observer = observer;
    }

    /** @param clickedAt the time of the rider's first request */
    synchronized void requested(RideView ride, String rider, Instant clickedAt) {
        record(ride.id()).requestedBy(rider, clickedAt);
        seen(ride);
    }

    /** Records what a rider saw of the ride. */
    synchronized void seen(RideView ride) {
        RideRecord record = record(ride.id());
        if (!record.see(ride, time.instant())) {
            return;
        }
        observer.rideChanged(elapsed(), ride.id(), record.rider(), ride.state(), ride.attempt(),
                ride.driver() == null ? null : ride.driver().id());
    }

    /** Records that a service assigned the ride to the driver. */
    synchronized void held(String rideId, String driverId) {
        if (record(rideId).hold(driverId)) {
            problem("ride " + rideId + " is held by two drivers");
        }
    }

    /** Records that the driver has given the ride up, or has asked to. */
    synchronized void released(String rideId, String driverId) {
        record(rideId).release(driverId);
    }

    synchronized void clickedTwiceForTwo(String oneRideId, String otherRideId) {
        doubled++;
        problem("one request, clicked twice, became the rides " + oneRideId + " and " + otherRideId);
    }

    synchronized void positionsReported(int count) {
        positionsReported += count;
    }

    synchronized void positionSeen() {
        positionsSeen++;
    }

    synchronized void note(String what) {
        observer.noted(elapsed(), what);
    }

    /** Records an unexpected event; the same words count once. */
    public synchronized void problem(String what) {
        if (problems.size() < PROBLEMS_KEPT && !problems.contains(what)) {
            problems.add(what);
            observer.noted(elapsed(), what);
        }
    }

    public synchronized SimulationSummary summary(int planned) {
        List<RideRecord> requested = rides.values().stream().filter(RideRecord::isRequested).toList();
        requested.stream().filter(ride -> !ride.isFinal())
                .forEach(ride -> problem("ride %s of %s is still %s".formatted(ride.id(), ride.rider(), ride.state())));
        return new SimulationSummary(
                planned,
                requested.size(),
                count(requested, "COMPLETED"),
                count(requested, "CANCELLED"),
                count(requested, "NO_DRIVER_AVAILABLE"),
                (int) requested.stream().filter(ride -> !ride.isFinal()).count(),
                (int) rides.values().stream().filter(RideRecord::wasDoubleDriven).count(),
                doubled,
                (int) requested.stream().filter(RideRecord::wasRematched).count(),
                median(requested.stream().map(RideRecord::waitToAssignment).flatMap(Optional::stream).toList()),
                positionsReported,
                positionsSeen,
                elapsed(),
                oneOf(requested),
                problems);
    }

    private RideRecord record(String rideId) {
        return rides.computeIfAbsent(rideId, RideRecord::new);
    }

    private Duration elapsed() {
        return Duration.between(start, time.instant());
    }

    private static int count(List<RideRecord> rides, String state) {
        return (int) rides.stream().filter(ride -> Objects.equals(ride.state(), state)).count();
    }

    private static @Nullable Duration median(List<Duration> waits) {
        return waits.isEmpty() ? null : waits.stream().sorted().toList().get(waits.size() / 2);
    }

    private static @Nullable String oneOf(List<RideRecord> rides) {
        return rides.stream()
                .min(Comparator.comparing(ride -> !"COMPLETED".equals(ride.state())))
                .map(RideRecord::id)
                .orElse(null);
    }
}
