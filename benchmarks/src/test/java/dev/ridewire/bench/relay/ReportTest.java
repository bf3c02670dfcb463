package dev.ridewire.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Plan PLAN = new Plan(List.of(500), List.of(200), 10, 1_000, 0, 0);
    private static final Report REPORT = new Report(
            List.of(Contenders.named("raw"), Contenders.named("ridewire")), PLAN, List.of(
                    new Result("raw", "500/s", 200, 5_000, 1_000L, 2_000L, 3_000L, 500, 100, 7, 0.002, 0),
                    new Result("raw", "drain", 200, 1_000, null, null, null, 40_000, 10, 7, 0.002, 0),
                    new Result("ridewire", "500/s", 200, 5_000, 1_500L, 5_000L, 6_000L, 500, 150, 7, 0.01, 0),
                    new Result("ridewire", "drain", 200, 1_000, null, null, null, 36_000, 12, 7, 0.01, 0)));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTableSaysHowEachComparesWithTheFloorInTheSameScenario() {
        var text = new StringWriter();
        REPORT.print(new PrintWriter(text));

        assertThat(text.toString().lines().filter(line -> line.startsWith("ridewire ")))
                .anySatisfy(line -> assertThat(line).contains("500/s").endsWith("1.50, 2.50, 1.50"))
                .anySatisfy(line -> assertThat(line).contains("drain").endsWith("0.90, 1.20"));
    }

    @Test
    void theJsonHoldsThePlanAndEveryResult() throws IOException {
        var file = folder.resolve("bench.json");
        REPORT.write(file);

        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.get("results")).hasSize(4);
        assertThat(json.get("results").get(2).get("p99Micros").asLong()).isEqualTo(5_000);
        assertThat(json.get("plan").get("seconds").asInt()).isEqualTo(10);
    }
}
