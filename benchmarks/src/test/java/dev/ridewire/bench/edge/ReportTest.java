package dev.ridewire.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void goalsCompareMediansOfTheSameWork() {
        var printed = new StringWriter();

        new Report(List.of(
                round("bare", 1, Map.of("bare", 20.0)),
                round("before", 1, Map.of("tracking", 200.0, "dispatch", 100.0)),
                round("before", 2, Map.of("tracking", 210.0, "dispatch", 100.0)),
                round("before", 3, Map.of("tracking", 900.0, "dispatch", 100.0)),
                round("now", 1, Map.of("tracking", 63.0, "dispatch", 30.0)))).print(new PrintWriter(printed));

        assertThat(printed.toString())
                .contains("ping, tracking: 0.30 of before (goal: at most 0.35): reached")
                .contains("ping, tracking: 3.15 of bare (goal: at most 3.00): not reached")
                .contains("ping, all processes: 0.30 of before (goal: at most 0.25): not reached")
                .doesNotContain("idle, all processes");
    }

    private static Round round(String contender, int number, Map<String, Double> micros) {
        return new Round(contender, "ping", number, 1_000, 100, micros);
    }
}
