package dev.ridewire.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
    private static final Scenario SCENARIO = new Scenario("straight-line", 900, 0.15, 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void equalEarningsHaveNoGiniAndOneEarnerHasNearlyAll() {
        assertThat(Outcome.gini(new double[]{5, 5, 5, 5})).isCloseTo(0, within(1e-9));
        assertThat(Outcome.gini(new double[]{0, 0, 0, 8})).isCloseTo(0.75, within(1e-9));
        assertThat(Outcome.gini(new double[]{0, 0})).isZero();
    }

    @Test
    void anIntervalIsThatOfStudent() {
        Interval interval = Interval.of(new double[]{-3, -5, -4, -4, -4});

        assertThat(interval.mean()).isCloseTo(-4, within(1e-9));
        assertThat(interval.half()).isCloseTo(2.776 * Math.sqrt(0.5 / 5), within(1e-9));
        assertThat(interval.text(1)).isEqualTo("-4.0 ± 0.9");
        assertThat(Interval.of(new double[]{2}).text(1)).isEqualTo("+2.0");
    }

    @Test
    void chancesDependOnWhatTheyAreForAndNotOnTheirOrder() {
        var chance = new Chance(1);

        assertThat(chance.uniform("answer", 1, 2)).isEqualTo(new Chance(1).uniform("answer", 1, 2)).isBetween(0.0, 1.0)
                .isNotEqualTo(chance.uniform("answer", 2, 1)).isNotEqualTo(chance.uniform("habit", 1, 2));
    }

    @Test
    void theReportHasDifferencesPlotsAndJson() throws IOException {
        var report = new Report(
                List.of(series(Policy.NEAREST_FIRST.name(), 120, 130), series("batch", 100, 112)),
                List.of(series("bound off", 100, 100), series("bound on", 90, 90)),
                List.of(series("fairness", 90, 90)));
        var text = new StringWriter();
        report.print(new PrintWriter(text));
        Path json = folder.resolve("quality.json");
        report.writeJson(json);
        report.writePlots(json);

        assertThat(text.toString()).contains("-19.0 ± 12.7");
        assertThat(JsonMapper.shared().readTree(Files.readString(json)).path("policies")).hasSize(2);
        assertThat(Files.readString(folder.resolve("quality-wait.svg"))).startsWith("<svg").contains("better greedy");
        assertThat(Files.readString(folder.resolve("quality-fairness.svg"))).contains("Gini");
    }

    private static Series series(String policy, double... waits) {
        return new Series(SCENARIO, policy, Arrays.stream(waits)
                .mapToObj(wait -> new Outcome(100, 0.9, wait, wait, wait, wait, 1, 0.1, 1, 0.01, 0.2, 90)).toList());
    }
}
