package dev.ridewire.bench.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Plan PLAN = new Plan(32, 75, 3, 15, 20, 1_000);
    /** A neighbour halves the second round for all. */
    private static final List<Round> ROUNDS = List.of(
            round("floor", 1, 2_000), round("booking", 1, 1_600), round("booking_1_percent", 1, 1_520),
            round("textbook", 1, 500),
            round("floor", 2, 1_000), round("booking", 2, 800), round("booking_1_percent", 2, 768),
            round("textbook", 2, 250),
            round("floor", 3, 2_000), round("booking", 3, 1_600), round("booking_1_percent", 3, 1_552),
            round("textbook", 3, 500));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aRatioIsThatOfTheSameRoundSoThatANeighbourHitsBoth() {
        assertThat(Ratios.of(ROUNDS, "booking", "floor")).isEqualTo(new Ratios(0.8, 0.8, 0.8));
        assertThat(Ratios.of(ROUNDS, "booking_1_percent", "textbook")).isEqualTo(new Ratios(3.04, 3.072, 3.104));
    }

    @Test
    void anEvenNumberOfRoundsHasTheMiddleOfTheTwoMiddleOnes() {
        var ratios = Objects.requireNonNull(Ratios.of(ROUNDS.subList(0, 8), "booking_1_percent", "booking"));

        assertThat(ratios.median()).isCloseTo(0.955, within(1e-9));
    }

    @Test
    void aRoundThatTheOtherHasNotHadSaysNothing() {
        assertThat(Ratios.of(ROUNDS.subList(0, 2), "booking", "textbook")).isNull();
    }

    @Test
    void theTableSaysHowEachComparesWithFloorAndTextbook() {
        String text = printed(report(ROUNDS));

        assertThat(text.lines().filter(line -> line.startsWith("booking_1_percent")).findFirst().orElseThrow())
                .contains("768..1552").endsWith("0.77         3.07");
        assertThat(text).contains("after 75 s of warm-up").doesNotContain("FAILED");
    }

    @Test
    void theGoalsAreSaidAsRatiosWithTheirSpreadAndWhetherTheyAreReached() {
        assertThat(printed(report(ROUNDS))).contains(
                "booking_1_percent to floor: 0.768 (rounds: 0.760..0.776), to reach 0.45: reached",
                "booking_1_percent to textbook: 3.072 (rounds: 3.040..3.104), to reach 1.50: reached",
                "booking_1_percent to booking: 0.960 (rounds: 0.950..0.970), to reach 0.95: reached");
        assertThat(printed(report(List.of(round("floor", 1, 2_000), round("booking_1_percent", 1, 800)))))
                .contains("booking_1_percent to floor: 0.400 (rounds: 0.400..0.400), to reach 0.45: MISSED");
    }

    @Test
    void anAnswerOtherThan201FailsTheRun() {
        var report = report(List.of(round("floor", 1, 2_000), failed("floor", 2)));

        assertThat(report.isClean()).isFalse();
        assertThat(printed(report)).contains("FAILED: 7 requests were answered otherwise than by 201");
        assertThat(report(ROUNDS).isClean()).isTrue();
    }

    @Test
    void whatAColdJvmRefusesIsNoFailureOfTheRun() {
        var report = new Report(List.of(Contender.named("floor")), PLAN, List.of(failed("floor", 0)),
                List.of(round("floor", 1, 2_000)), List.of(), Map.of());

        assertThat(report.isClean()).isTrue();
    }

    @Test
    void aContenderThatDidNotLastFailsTheRun() {
        var report = new Report(List.of(), PLAN, List.of(), ROUNDS, List.of(), Map.of("textbook", "its JVM is gone"));

        assertThat(report.isClean()).isFalse();
        assertThat(printed(report)).contains("FAILED: textbook, its JVM is gone");
    }

    @Test
    void theJsonOfARunThatWasCutShortHoldsWhatThereWas() throws IOException {
        var file = folder.resolve("bench.json");
        report(ROUNDS.subList(0, 2)).write(file);

        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.get("rounds")).hasSize(2);
        assertThat(json.get("plan").get("warmUpSeconds").asInt()).isEqualTo(75);
        assertThat(json.get("goals").get(1).get("goal").get("other").asString()).isEqualTo("textbook");
        assertThat(json.get("goals").get(1).get("reached").isNull()).isTrue();
    }

    @Test
    void aResultWeighsEachRoundByItsRequests() {
        var result = Result.of(List.of(round("floor", 1, 3_000), round("floor", 2, 1_000)), new Histogram(3));

        assertThat(result.perSecond()).isCloseTo(2_000, within(1e-9));
        assertThat(result.slowest()).isEqualTo(1_000);
        assertThat(result.cpu().server()).isCloseTo(1.25, within(1e-9));
    }

    private static Report report(List<Round> rounds) {
        List<Contender> contenders = Stream.of("floor", "booking", "booking_1_percent", "textbook")
                .map(Contender::named).toList();
        return new Report(contenders, PLAN, List.of(), rounds, contenders.stream()
                .map(contender -> rounds.stream().filter(round -> round.contender().equals(contender.name())).toList())
                .filter(own -> !own.isEmpty()).map(own -> Result.of(own, new Histogram(3))).toList(), Map.of());
    }

    private static String printed(Report report) {
        var text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString();
    }

    private static Round failed(String contender, int number) {
        return new Round(contender, number, 10, new TreeMap<>(Map.of(503, 7L)), 10, 1, 1, 2, 3,
                new Round.Cpu(number, 0, 0, 0, 0), 0);
    }

    private static Round round(String contender, int number, int perSecond) {
        return new Round(contender, number, perSecond * 10L, new TreeMap<>(), 10, perSecond, 1, 2, 3,
                new Round.Cpu(number, 0, 0, 0, 0), 0);
    }
}
