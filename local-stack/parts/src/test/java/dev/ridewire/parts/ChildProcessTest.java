package dev.ridewire.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whoDiesBeforeItIsReadyIsNamedWithItsExitCodeItsLogAndItsLastWords() {
        try (ChildProcess child = ChildProcess.start(spec("echo 'no room on the disk'; exit 7"))) {
            assertThatThrownBy(() -> child.awaitReady(() -> false, PATIENCE))
                    .isInstanceOf(PartFailedException.class)
                    .hasMessageStartingWith("kafka died with exit code 7; its log is " + folder.resolve("kafka.log"))
                    .hasMessageContaining("no room on the disk");
        }
    }

    @Test
    void whoIsNeverReadyIsNamedWithItsLog() {
        try (ChildProcess child = ChildProcess.start(spec("exec sleep 600"))) {
            assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ZERO))
                    .isInstanceOf(PartFailedException.class)
                    .hasMessageStartingWith("kafka was not ready within 0 s; its log is");
        }
    }

    @Test
    void whoDoesNotHearIsKilledAfterItsGrace() {
        // What is ignored stays ignored across exec, so that no second process is left behind.
        ChildProcess child = ChildProcess.start(spec("trap '' TERM; echo deaf; exec sleep 600"));
        child.awaitReady(() -> LogTail.of(folder.resolve("kafka.log"), 1).equals("deaf"), PATIENCE);
        child.stop();
        assertThat(child.isAlive()).isFalse();
    }

    private ChildProcess.Spec spec(String script) {
        return new ChildProcess.Spec("kafka", List.of("sh", "-c", script), Map.of(), folder.resolve("kafka.log"),
                Signal.TERM, Duration.ofMillis(200));
    }
}
