package dev.ridewire.bench.trips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Report REPORT = new Report(List.of(
            Result.of("result 5.0 15.0 0.0 false RAW_SUM 100 100 0.30000 0.28000 0.65000 10.0"),
            Result.of("result 5.0 15.0 0.0 false RIDEWIRE 100 99 -0.00600 0.00900 0.07000 4000.0"),
            Result.of("result 60.0 15.0 0.9 true RIDEWIRE 100 50 -0.06000 0.06000 0.20000 900.0")));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTableSaysWhichGoalsAreReached() {
        var text = new StringWriter();
        REPORT.print(new PrintWriter(text));

        assertThat(text.toString()).contains("bias: 0.6 % (goal: at most 1 %): reached",
                "median: 0.9 % (goal: at most 2 %): reached", "p95: 7.0 % (goal: at most 6 %): not reached");
    }

    @Test
    void theJsonHoldsEveryResult() throws IOException {
        var file = folder.resolve("bench.json");
        REPORT.write(file);

        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.get("results")).hasSize(3);
        assertThat(json.get("results").get(1).get("p95").asDouble()).isEqualTo(0.07);
    }

    @Test
    void theChartHasADotForEachContenderAtTheGoal() {
        assertThat(
                Chart.of(REPORT.atGoal()).lines().filter(line -> line.startsWith("<circle") && !line.contains("text")))
                .hasSize(2);
    }

    @Test
    void aLineThatIsNoResultIsRefused() {
        assertThat(Result.isOne("drives 100 809")).isFalse();
        assertThatThrownBy(() -> Result.of("result 1 2")).isInstanceOf(IllegalArgumentException.class);
    }
}
