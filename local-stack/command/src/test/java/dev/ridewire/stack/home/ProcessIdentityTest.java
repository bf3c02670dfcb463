package dev.ridewire.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {
    private static final ProcessIdentity US = ProcessIdentity.of(ProcessHandle.current(), Signal.INT);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsTheProcessAgainAfterItWasWrittenAndRead() {
        Path file = folder.resolve("us.pid");
        US.write(file);
        assertThat(ProcessIdentity.read(file).flatMap(ProcessIdentity::find)).contains(ProcessHandle.current());
        assertThat(ProcessIdentity.read(file).map(ProcessIdentity::end)).contains(Signal.INT);
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotIt() {
        var earlier = new ProcessIdentity(US.pid(), US.started().minus(Duration.ofSeconds(10)), Signal.TERM);
        assertThat(earlier.find()).isEmpty();
    }

    @Test
    void aProcessThatIsGoneIsNotFound() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        var identity = ProcessIdentity.of(gone.toHandle(), Signal.TERM);
        gone.waitFor();
        assertThat(identity.find()).isEmpty();
    }

    @Test
    void aFileThatIsMissingOrSomethingElseSaysNothing() throws IOException {
        assertThat(ProcessIdentity.read(folder.resolve("missing"))).isEmpty();
        for (String text : new String[]{"", "12", "twelve 1 TERM", "12 1 LATER"}) {
            assertThat(ProcessIdentity.read(Files.writeString(folder.resolve("other"), text))).as(text).isEmpty();
        }
    }
}
