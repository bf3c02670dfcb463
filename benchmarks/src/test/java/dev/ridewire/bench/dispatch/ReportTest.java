package dev.ridewire.bench.dispatch;

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
            Result.of("result 1000 10000 or-tools 20 1000000 20000000 1000 5000"),
            Result.of("result 1000 10000 ridewire-cold 20 500000 1000000 1000 5000"),
            Result.of("result 1000 10000 jgrapht 3 90000000 2000000 1000 5000"),
            Result.of("result 100 1000 ridewire-cold 20 500000 1000000 100 700")));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTableSaysHowEachComparesWithItsPeersAtThatSize() {
        assertThat(printed().lines().filter(line -> line.contains("ridewire-cold ")))
                .anySatisfy(line -> assertThat(line).startsWith("1000×10000 ").endsWith("0.050       0.500"))
                .anySatisfy(line -> assertThat(line.strip()).startsWith("100×1000 ").endsWith("100"));
    }

    @Test
    void theTableSaysWhichGoalsAreReached() {
        assertThat(printed()).contains("0.050 of or-tools (goal: at most 0.50): reached",
                "0.500 of jgrapht (goal: at most 0.25): not reached");
    }

    @Test
    void theJsonHoldsEveryResult() throws IOException {
        var file = folder.resolve("bench.json");
        REPORT.write(file);

        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.get("results")).hasSize(4);
        assertThat(json.get("results").get(1).get("solveNanos").asLong()).isEqualTo(1_000_000);
    }

    @Test
    void aLineThatIsNoResultIsRefused() {
        assertThat(Result.isOne("WARNING: something of the JVM")).isFalse();
        assertThatThrownBy(() -> Result.of("result 1 2")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String printed() {
        var text = new StringWriter();
        REPORT.print(new PrintWriter(text));
        return text.toString();
    }
}
