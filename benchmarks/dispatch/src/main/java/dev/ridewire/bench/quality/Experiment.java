package dev.ridewire.bench.quality;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.LongStream;

/**
 * All runs of the benchmark: each policy in each scenario, with the same seeds.
 *
 * @param from   of the day, in milliseconds since midnight
 */
record Experiment(RequestFile file, List<Streets> streets, long from, long until, List<Integer> fleets,
        List<Double> declines, int seeds, ExecutorService threads, PrintWriter progress) {
    private static final List<Policy> ALL = List.of(Policy.OLDEST_FIRST, Policy.NEAREST_FIRST, Policy.BATCH,
            Policy.NEXT, Policy.ACCEPTANCE, Policy.RECONSIDERING, Policy.WITHOUT_NEXT);
    private static final List<Policy> BY_DECLINES = List.of(Policy.NEAREST_FIRST, Policy.NEXT, Policy.ACCEPTANCE,
            Policy.RECONSIDERING);
    private static final List<Policy> BY_STREETS = List.of(Policy.NEAREST_FIRST, Policy.BATCH, Policy.NEXT,
            Policy.RECONSIDERING, Policy.WITHOUT_NEXT);
    private static final List<Policy> BOUNDS = List.of(Policy.RECONSIDERING,
            Policy.RECONSIDERING.withBound().named("+ bound"));
    private static final List<Double> HIGH_DEMAND = List.of(1.5, 3.0);
    private static final List<Integer> FAIRNESS_SECONDS = List.of(0, 15, 30, 60, 120, 240);

    /** A policy in a scenario. */
    private record Run(Scenario scenario, Streets streets, Policy policy) {}

    Experiment {
        streets = List.copyOf(streets);
        fleets = List.copyOf(fleets);
        declines = List.copyOf(declines);
    }

    /**
     * Returns the comparison of policies: each fleet at the middle share of declines, the middle fleet at the other
     * shares, and the middle fleet on other streets.
     */
    List<Series> policies() {
        List<Run> runs = new ArrayList<>();
        double usualDeclines = middle(declines);
        int usualFleet = middle(fleets);
        Streets usualStreets = streets.getFirst();
        for (int cars : fleets) {
            ALL.forEach(policy -> runs.add(run(usualStreets, cars, usualDeclines, 1, policy)));
            if (cars == usualFleet) {
                runs.add(run(usualStreets, cars, usualDeclines, 1, Policy.ALL_CANDIDATES));
            }
        }
        declines.stream().filter(share -> share != usualDeclines).forEach(share -> BY_DECLINES
                .forEach(policy -> runs.add(run(usualStreets, usualFleet, share, 1, policy))));
        streets.stream().skip(1).forEach(roads -> BY_STREETS
                .forEach(policy -> runs.add(run(roads, usualFleet, usualDeclines, 1, policy))));
        return runAll(runs);
    }

    /** Returns the effect of the pickup bound where demand exceeds supply. */
    List<Series> bounds() {
        List<Run> runs = new ArrayList<>();
        for (double demand : HIGH_DEMAND) {
            BOUNDS.forEach(
                    policy -> runs.add(run(streets.getFirst(), middle(fleets), middle(declines), demand, policy)));
        }
        return runAll(runs);
    }

    /** Returns the effect of each weight of fairness. */
    List<Series> fairness() {
        List<Run> runs = new ArrayList<>();
        for (int seconds : FAIRNESS_SECONDS) {
            runs.add(run(streets.getFirst(), fleets.getLast(), middle(declines), 1, Policy.RECONSIDERING
                    .withFairness(Duration.ofSeconds(seconds)).named("fairness %d s".formatted(seconds))));
        }
        return runAll(runs);
    }

    private static Run run(Streets roads, int cars, double declines, double demand, Policy policy) {
        return new Run(new Scenario(roads.name(), cars, declines, demand), roads, policy);
    }

    /** Seeds run side by side; each has a city of its own, so their order decides nothing. */
    private List<Series> runAll(List<Run> runs) {
        List<Series> series = new ArrayList<>();
        for (Run run : runs) {
            List<CompletableFuture<Outcome>> outcomes = LongStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> CompletableFuture.supplyAsync(() -> outcome(run, seed), threads)).toList();
            series.add(new Series(run.scenario, run.policy.name(),
                    outcomes.stream().map(CompletableFuture::join).toList()));
            progress.printf("%s: %s%n", run.scenario.title(), run.policy.name());
            progress.flush();
        }
        return series;
    }

    private Outcome outcome(Run run, long seed) {
        List<Request> requests = Demand.requests(file, run.streets, from, until, run.scenario.demand(), seed);
        return simulate(run.streets, requests, run.scenario, run.policy, seed);
    }

    static Outcome simulate(Streets streets, List<Request> requests, Scenario scenario, Policy policy, long seed) {
        return Outcome.of(simulated(streets, requests, scenario, policy, seed));
    }

    static City simulated(Streets streets, List<Request> requests, Scenario scenario, Policy policy, long seed) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("requests: none between these hours (expected: 1 or more)");
        }
        var city = new City(streets, requests, Demand.cars(requests, scenario.cars(), seed), scenario.declines(), seed);
        city.run(switch (policy.order()) {
            case OLDEST_FIRST -> new GreedyDispatcher(city, true);
            case NEAREST_FIRST -> new GreedyDispatcher(city, false);
            case BATCH -> new BatchDispatcher(city, policy);
        });
        return city;
    }

    private static <T> T middle(List<T> values) {
        return values.get(values.size() / 2);
    }
}
