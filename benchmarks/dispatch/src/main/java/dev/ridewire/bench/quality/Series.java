package dev.ridewire.bench.quality;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The outcomes of a policy in one scenario.
 *
 * @param outcomes by seed, in the same order for every policy
 */
record Series(Scenario scenario, String policy, List<Outcome> outcomes) {
    Series {
        outcomes = List.copyOf(outcomes);
    }

    double mean(ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Returns the differences to another policy with the same seeds. */
    Interval against(Series other, ToDoubleFunction<Outcome> figure) {
        double[] differences = new double[outcomes.size()];
        for (int seed = 0; seed < differences.length; seed++) {
            differences[seed] = figure.applyAsDouble(outcomes.get(seed))
                    - figure.applyAsDouble(other.outcomes.get(seed));
        }
        return Interval.of(differences);
    }
}
