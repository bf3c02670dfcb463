package dev.ridewire.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.Ports;
import dev.ridewire.parts.Signal;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.ProcessIdentity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Messages and exit codes of the command when something goes wrong. */
class RidewireTest {
    private static final String ROOT = "ridewire.root";

    @TempDir
    private Path root = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Properties properties = (Properties) System.getProperties().clone();

    @BeforeEach
    void liveInAFolderOfItsOwn() {
        System.setProperty(ROOT, root.toString());
    }

    @AfterEach
    void goBack() {
        System.setProperties(properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void aPortInUseIsNamedWithTheWayOut(String command) throws IOException {
        try (var taken = someoneOnABookingPort()) {
            int code = ridewire(command, "--base-port", Integer.toString(taken.getLocalPort() - 1));
            assertThat(code).isEqualTo(ExitCode.PORT_TAKEN.code());
            assertThat(err.toString()).contains("Port " + taken.getLocalPort() + " (booking) is in use")
                    .contains("--base-port").hasLineCount(1);
        }
    }

    @Test
    void aDataFolderThatHoldsSomethingElseIsNamedAndLeftAlone() throws IOException {
        Path data = Files.createDirectories(home().data().resolve("postgres"));
        Path letter = Files.writeString(data.resolve("letter.txt"), "no database");
        int code = ridewire("up", "--only", "postgres", "--base-port", Integer.toString(aBasePort()));
        assertThat(code).isEqualTo(ExitCode.BROKEN_DATA.code());
        assertThat(err.toString()).contains(data.toString()).contains("not a database");
        assertThat(letter).hasContent("no database");
    }

    @Test
    void aDatabaseThatIsDamagedIsAnsweredWithTheExitCodeAndTheLog() throws IOException {
        Path data = Files.createDirectories(home().data().resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "garbage");
        int code = ridewire("up", "--only", "postgres", "--base-port", Integer.toString(aBasePort()));
        assertThat(code).isEqualTo(ExitCode.PART_FAILED.code());
        assertThat(err.toString()).contains("postgres died with exit code 2")
                .contains(home().log("postgres").toString());
    }

    @Test
    void whatAKilledLauncherLeftBehindIsEndedByTheNextOne() throws IOException {
        home().prepare();
        Process orphan = someProcess();
        ProcessIdentity.of(orphan.toHandle(), Signal.TERM).write(home().run().resolve("kafka.pid"));
        try (var taken = someoneOnABookingPort()) {
            ridewire("up", "--base-port", Integer.toString(taken.getLocalPort() - 1));
        } finally {
            assertThat(orphan.isAlive()).isFalse();
            orphan.destroyForcibly();
        }
        assertThat(out.toString()).contains("ending kafka (process " + orphan.pid() + "), left by an earlier run");
        assertThat(home().run().resolve("kafka.pid")).doesNotExist();
    }

    @Test
    void aProcessThatOnlyGotTheNumberOfSuchAChildIsLeftAlone() throws IOException {
        home().prepare();
        Process stranger = someProcess();
        var orphan = ProcessIdentity.of(stranger.toHandle(), Signal.TERM);
        new ProcessIdentity(orphan.pid(), orphan.started().minus(Duration.ofMinutes(1)), Signal.TERM)
                .write(home().run().resolve("kafka.pid"));
        try (var taken = someoneOnABookingPort()) {
            ridewire("up", "--base-port", Integer.toString(taken.getLocalPort() - 1));
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
        assertThat(out.toString()).doesNotContain("ending");
    }

    @Test
    void whatIsMistypedIsAUsageError() {
        assertThat(ridewire()).isEqualTo(ExitCode.USAGE.code());
        assertThat(ridewire("fly")).isEqualTo(ExitCode.USAGE.code());
        assertThat(ridewire("up", "--only", "redis")).isEqualTo(ExitCode.USAGE.code());
        assertThat(ridewire("up", "--base-port", "80")).isEqualTo(ExitCode.USAGE.code());
        assertThat(ridewire("token", "king", "arthur")).isEqualTo(ExitCode.USAGE.code());
        assertThat(ridewire("events", "--ride", "nope")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("There is no part \"redis\"").contains("base port: 80").contains("king")
                .contains("--ride").contains("\"nope\" (expected: a whole UUID)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop booking", "start booking", "restart booking", "events",
            "dead-letters list"})
    void withoutAStackTheCommandsThatNeedOneSayHowToStartIt(String command) {
        assertThat(ridewire(command.split(" "))).isEqualTo(ExitCode.BUSY_OR_ABSENT.code());
        assertThat(err.toString()).contains("No stack is running in " + home().folder()).contains("./ridewire up");
    }

    @Test
    void downIsHarmlessWhereNothingRuns() {
        assertThat(ridewire("down")).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void helpListsTheExitCodes() {
        assertThat(ridewire("help")).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).contains("Exit codes:").contains("5   a port is in use by another process");
    }

    @ParameterizedTest
    @MethodSource("allCommands")
    void everyCommandAnswersItsHelpOption(List<String> command) {
        var arguments = new ArrayList<>(command);
        arguments.add("--help");

        assertThat(ridewire(arguments.toArray(String[]::new))).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).contains(("Usage: ridewire " + String.join(" ", command)).strip());
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench booking --help", "bench help booking", "bench booking --against HEAD~1 -h"})
    void theHelpOfTheBenchmarksNeedsNoBuildOfThem(String command) {
        System.setProperty(ROOT, "../..");

        assertThat(ridewire(command.split(" "))).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).startsWith("Usage: ridewire bench booking");
    }

    @Test
    void aBenchmarkThatIsMissingOrUnknownIsAUsageError() {
        System.setProperty(ROOT, "../..");

        assertThat(ridewire("bench")).isEqualTo(ExitCode.USAGE.code());
        assertThat(ridewire("bench", "taxi", "--help")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("No benchmark is called taxi.")
                .containsSubsequence("Usage: ridewire bench", "Usage: ridewire bench");
    }

    @Test
    void theVersionOptionNamesTheCommandAndItsVersion() {
        assertThat(ridewire("demo", "--version")).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).matches("ridewire \\S.*\\R");
    }

    /** Lists each command with the words that lead to it, the command without any first. */
    static List<List<String>> allCommands() {
        var found = new ArrayList<List<String>>();
        collect(Ridewire.commandLine(), List.of(), found);
        return found;
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> found) {
        // Its help stands in the folder of the benchmarks.
        if (!words.equals(List.of("bench"))) {
            found.add(words);
        }
        command.getSubcommands().forEach((name, subcommand) -> {
            var longer = new ArrayList<>(words);
            longer.add(name);
            collect(subcommand, longer, found);
        });
    }

    private int ridewire(String... arguments) {
        // The writers keep what nobody flushes, as those of the terminal do.
        return Ridewire.commandLine()
                .setOut(new PrintWriter(new BufferedWriter(out), true))
                .setErr(new PrintWriter(new BufferedWriter(err), true)).execute(arguments);
    }

    private Home home() {
        return new Home(root.resolve(".ridewire"));
    }

    /** Listens where booking of some base port would. */
    private static ServerSocket someoneOnABookingPort() throws IOException {
        return new ServerSocket(aBasePort() + 1, 1, InetAddress.getByName(Ports.HOST));
    }

    private static int aBasePort() {
        return Ports.free();
    }

    private static Process someProcess() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }
}
