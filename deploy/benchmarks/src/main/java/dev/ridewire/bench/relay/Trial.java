package dev.ridewire.bench.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One contender's measurements: warm-up, each rate with each payload, each payload's drain. */
final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(180);
    private static final int ROWS_PER_COMMIT = 500;

    private final Contender contender;
    private final Place place;
    private final Plan plan;
    private final Stamps stamps;
    private final RelayProcess relay;
    private final Arrivals arrivals;
    private final Consumer<String> progress;
    private long next;

    Trial(Contender contender, Place place, Plan plan, Stamps stamps, RelayProcess relay, Arrivals arrivals,
            Consumer<String> progress) {
        this.contender = contender;
        this.place = place;
        this.plan = plan;
        this.stamps = stamps;
        this.relay = relay;
        this.arrivals = arrivals;
        this.progress = progress;
    }

    List<Result> run() throws Exception {
        List<Result> results = new ArrayList<>();
        startRelay();
        warmUp();
        for (int payload : plan.payloads()) {
            for (int rate : plan.rates()) {
                results.add(atRate(rate, payload));
            }
        }
        if (plan.drain() > 0) {
            for (int payload : plan.payloads()) {
                results.add(drain(payload));
            }
        }
        relay.stopRelay();
        return results;
    }

    private void startRelay() throws Exception {
        relay.startRelay(place.database().port());
        arrive(1, 0, 1, 200, PATIENCE);
    }

    /** First much, for the compilers; then as it will be, for what they must not have forgotten. */
    private void warmUp() throws Exception {
        progress.accept(contender.name() + ": warming up");
        for (int payload : plan.payloads()) {
            arrive(plan.warmUpEvents(), 0, 20, payload, DRAIN_PATIENCE);
        }
        int rate = 500;
        arrive(rate * plan.warmUpSeconds(), rate, 1, plan.payloads().getFirst(), PATIENCE);
    }

    private Result atRate(int rate, int payload) throws Exception {
        progress.accept("%s: %d/s, %d bytes".formatted(contender.name(), rate, payload));
        int count = rate * plan.seconds();
        var cpu = relay.cpu();
        var measured = arrive(count, rate, 1, payload, PATIENCE);
        long spent = relay.cpu().minus(cpu).toNanos();
        if (contender.recordsInRelay()) {
            spent -= measured.load.cpuNanos();
        }
        var micros = measured.window.micros();
        return new Result(contender.name(), rate + "/s", payload, count, micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99), micros.getMaxValue(), count / (measured.load.nanos() / 1e9),
                spent / 1e6 / count * 1_000, measured.window.duplicates());
    }

    private Result drain(int payload) throws Exception {
        progress.accept("%s: draining %,d rows of %d bytes".formatted(contender.name(), plan.drain(), payload));
        relay.stopRelay();
        var window = arrivals.expect(next, plan.drain());
        record(plan.drain(), 0, ROWS_PER_COMMIT, payload);
        var cpu = relay.cpu();
        relay.startRelay(place.database().port());
        arrivals.await(window, DRAIN_PATIENCE);
        long spent = relay.cpu().minus(cpu).toNanos();
        return new Result(contender.name(), "drain", payload, plan.drain(), null, null, null, window.rate(),
                spent / 1e6 / plan.drain() * 1_000, window.duplicates());
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
