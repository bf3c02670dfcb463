package dev.ridewire.bench.relay;

import dev.ridewire.parts.CountingProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One contender's measurements: warm-up, each rate with each payload, each payload's drain. */
final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(6);
    /** The number of drains: one of a second or two says little, so the median of several counts. */
    private static final int MOST_DRAINS = 3;
    private static final Duration ENOUGH_DRAINING = Duration.ofSeconds(20);
    private static final int ROWS_PER_COMMIT = 500;
    private static final int WARM_UP_PER_COMMIT = 20;
    private static final int WARM_UP_RATE = 500;
    /** The share of one processor below which the compilers count as quiet. */
    private static final double QUIET_COMPILERS = 0.03;
    private static final int PROBE_BYTES = 200;
    private static final int ROUND_TRIP_EVENTS = 2_000;
    /** The round trips of a recording: an insert and a commit. */
    private static final int ROUND_TRIPS_TO_RECORD = 2;

    private final Contender contender;
    private final String label;
    private final Place place;
    private final Plan plan;
    private final Stamps stamps;
    private final RelayProcess relay;
    private final Arrivals arrivals;
    private final Consumer<String> progress;
    private long next;

    /** @param label its name in lines of progress */
    Trial(Contender contender, String label, Place place, Plan plan, Stamps stamps, RelayProcess relay,
            Arrivals arrivals,
            Consumer<String> progress) {
        this.contender = contender;
        this.label = label;
        this.place = place;
        this.plan = plan;
        this.stamps = stamps;
        this.relay = relay;
        this.arrivals = arrivals;
        this.progress = progress;
    }

    List<Result> run() throws Exception {
        List<Result> results = new ArrayList<>();
        startRelay(place.database().port());
        warmUp();
        for (int payload : plan.payloads()) {
            for (int rate : plan.rates()) {
                results.add(told(atRate(rate, payload)));
            }
        }
        if (plan.drain() > 0) {
            for (int payload : plan.payloads()) {
                results.add(told(medianDrain(payload)));
            }
        }
        relay.stopRelay();
        double roundTrips = roundTrips();
        return results.stream().map(result -> result.withRoundTrips(roundTrips)).toList();
    }

    private void startRelay(int databasePort) throws Exception {
        relay.startRelay(databasePort);
        arrive(1, 0, 1, PROBE_BYTES, PATIENCE);
    }

    /**
     * Warms the relay up: first with many events for the compilers, then at a steady pace until they are quiet or the
     * time is over.
     */
    private void warmUp() throws Exception {
        progress.accept(label + ": warming up");
        for (int payload : plan.payloads()) {
            arrive(plan.warmUpEvents(), 0, WARM_UP_PER_COMMIT, payload, DRAIN_PATIENCE);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.warmUpSeconds());
        double compiling = 1;
        while (compiling > QUIET_COMPILERS && System.nanoTime() - deadline < 0) {
            var cpu = relay.cpu();
            long began = System.nanoTime();
            arrive(WARM_UP_RATE, WARM_UP_RATE, 1, plan.payloads().getFirst(), PATIENCE);
            compiling = (double) relay.cpu().since(cpu).compilerNanos() / (System.nanoTime() - began);
        }
    }

    private Result atRate(int rate, int payload) throws Exception {
        progress.accept("%s: %d/s, %d bytes".formatted(label, rate, payload));
        int count = rate * plan.seconds();
        var cpu = relay.cpu();
        var measured = arrive(count, rate, 1, payload, PATIENCE);
        var spent = relay.cpu().since(cpu);
        return Result.atRate(contender.name(), rate, payload, count, measured.window,
                count / (measured.load.nanos() / 1e9),
                Result.Cpu.of(spent, contender.recordsInRelay() ? measured.load.cpuNanos() : 0, count));
    }

    private Result medianDrain(int payload) throws Exception {
        List<Result> drains = new ArrayList<>();
        long deadline = System.nanoTime() + ENOUGH_DRAINING.toNanos();
        do {
            drains.add(drain(payload));
        } while (drains.size() < MOST_DRAINS && System.nanoTime() - deadline < 0);
        drains.sort(Comparator.comparingDouble(Result::eventsPerSecond));
        return drains.get(drains.size() / 2);
    }

    private Result told(Result result) {
        progress.accept("%s: %s".formatted(label, result.summary()));
        return result;
    }

    /**
     * A drain: a relay that was stopped finds rows that were recorded meanwhile. Its JVM is warm, because only the
     * relay was stopped.
     */
    private Result drain(int payload) throws Exception {
        progress.accept("%s: draining %,d rows of %d bytes".formatted(label, plan.drain(), payload));
        relay.stopRelay();
        var window = arrivals.expect(next, plan.drain());
        record(plan.drain(), 0, ROWS_PER_COMMIT, payload);
        var cpu = relay.cpu();
        relay.startRelay(place.database().port());
        arrivals.await(window, DRAIN_PATIENCE);
        return Result.drain(contender.name(), payload, plan.drain(), window,
                Result.Cpu.of(relay.cpu().since(cpu), 0, plan.drain()));
    }

    /** Counts round trips in a separate run, because its proxy would slow all other measurements. */
    private double roundTrips() throws Exception {
        progress.accept(label + ": counting round trips");
        try (var proxy = new CountingProxy(place.database().port())) {
            startRelay(proxy.port());
            long before = proxy.roundTrips();
            arrive(ROUND_TRIP_EVENTS, WARM_UP_RATE, 1, PROBE_BYTES, PATIENCE);
            double counted = (double) (proxy.roundTrips() - before) / ROUND_TRIP_EVENTS;
            relay.stopRelay();
            return contender.recordsInRelay() ? counted - ROUND_TRIPS_TO_RECORD : counted;
        }
    }

    private Measured arrive(int count, int perSecond, int perCommit, int payload, Duration patience)
            throws Exception {
        var window = arrivals.expect(next, count);
        var load = record(count, perSecond, perCommit, payload);
        arrivals.await(window, patience);
        return new Measured(window, load);
    }

    private Load.Done record(int count, int perSecond, int perCommit, int payload) throws Exception {
        var load = new Load(next, count, perSecond, perCommit, payload);
        next += count;
        return contender.recordsInRelay()
                ? relay.record(load)
                : load.record(() -> contender.recorder(place), stamps);
    }

    private record Measured(Arrivals.Window window, Load.Done load) {}
}
