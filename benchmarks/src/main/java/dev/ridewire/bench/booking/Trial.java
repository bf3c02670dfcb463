package dev.ridewire.bench.booking;

import dev.ridewire.bench.CpuMeter;
import dev.ridewire.bench.booking.RunningContender.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A measurement of all contenders, each warmed up, then measured in turn. A contender that fails is left out; the
 * results of the others count.
 */
final class Trial implements AutoCloseable {
    private static final int WARM_UP = 0;

    private final List<Contender> contenders;
    private final Plan plan;
    private final Surroundings surroundings;
    private final LoadProcess load;
    private final Path json;
    private final Consumer<String> said;

    private final Map<String, RunningContender> running = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final List<Round> warmUps = new ArrayList<>();
    private final List<Round> measured = new ArrayList<>();
    private final Map<String, Histogram> micros = new HashMap<>();

    /** @param json the file that is rewritten after each turn of a contender */
    Trial(List<Contender> contenders, Plan plan, Surroundings surroundings, LoadProcess load, Path json,
            Consumer<String> said) {
        this.contenders = contenders;
        this.plan = plan;
        this.surroundings = surroundings;
        this.load = load;
        this.json = json;
        this.said = said;
    }

    /** @param afterRound receives the results after each round but the last */
    Report run(Consumer<Report> afterRound) throws IOException, InterruptedException {
        for (var contender : contenders) {
            attempt(contender.name(), () -> warmUp(contender));
        }
        for (int number = 1; number <= plan.rounds(); number++) {
            int round = number;
            for (String name : List.copyOf(running.keySet())) {
                attempt(name, () -> measure(running(name), round));
            }
            if (round < plan.rounds()) {
                afterRound.accept(report());
            }
        }
        for (String name : List.copyOf(running.keySet())) {
            attempt(name, running(name)::requireRides);
        }
        return report();
    }

    @Override
    public void close() {
        running.values().forEach(RunningContender::close);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(String name, Step step) throws IOException, InterruptedException {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            problems.put(name, e.toString());
            said.accept("%s is out: %s".formatted(name, e));
            var failed = running.remove(name);
            if (failed != null) {
                failed.close();
            }
        }
        report().write(json);
    }

    private void warmUp(Contender contender) throws IOException, InterruptedException {
        said.accept(contender.name() + ": starting");
        var started = RunningContender.start(contender, surroundings);
        running.put(contender.name(), started);
        if (plan.warmUpSeconds() > 0) {
            said.accept("%s: warming up for %d s".formatted(contender.name(), plan.warmUpSeconds()));
            int gently = plan.warmUpSeconds() / 2;
            var first = started.ask(load, plan.gentleConnections(), gently);
            warmUps.add(round(started, WARM_UP, plan.warmUpSeconds() - gently, first.failures()));
        }
    }

    private void measure(RunningContender contender, int number) throws IOException {
        var leadIn = contender.ask(load, plan.connections(), plan.leadInSeconds());
        measured.add(round(contender, number, plan.seconds(), leadIn.failures()));
    }

    private Round round(RunningContender contender, int number, int seconds, SortedMap<Integer, Long> earlierFailures)
            throws IOException {
        String name = contender.contender().name();
        var kafka = new CpuMeter(surroundings.kafka().process().handle());
        var server = contender.cpu();
        long postgres = contender.postgresNanos();
        long broker = kafka.readFamily();
        var asking = load.cpu();
        long spans = surroundings.sink().spans();
        var done = contender.ask(load, plan.connections(), seconds);
        var spent = contender.cpu().since(server);
        SortedMap<Integer, Long> failures = new TreeMap<>(earlierFailures);
        done.failures().forEach((status, count) -> failures.merge(status, count, Long::sum));
        if (done.created() == 0) {
            throw new IllegalStateException("no ride came about; answers by status: " + failures);
        }
        double perRequest = 1e6 * done.created();
        var cpu = new Round.Cpu(spent.workNanos() / perRequest, spent.compilerNanos() / perRequest,
                (contender.postgresNanos() - postgres) / perRequest, (kafka.readFamily() - broker) / perRequest,
                load.cpu().since(asking).nanos() / perRequest);
        if (number != WARM_UP) {
            micros.computeIfAbsent(name, first -> new Histogram(3)).add(done.micros());
        }
        double took = done.nanos() / 1e9;
        var round = new Round(name, number, done.created(), failures, took, done.created() / took,
                done.micros().getValueAtPercentile(50) / 1e3, done.micros().getValueAtPercentile(99) / 1e3,
                done.micros().getMaxValue() / 1e3, cpu,
                (surroundings.sink().spans() - spans) / (double) done.created());
        said.accept(round.asLine());
        return round;
    }

    private RunningContender running(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    private Report report() {
        List<Result> results = contenders.stream().map(Contender::name).filter(micros::containsKey)
                .map(name -> Result.of(measured.stream().filter(round -> round.contender().equals(name)).toList(),
                        Objects.requireNonNull(micros.get(name))))
                .toList();
        return new Report(contenders, plan, List.copyOf(warmUps), List.copyOf(measured), results,
                new LinkedHashMap<>(problems));
    }
}
