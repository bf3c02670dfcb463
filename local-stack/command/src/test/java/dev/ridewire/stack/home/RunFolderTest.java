package dev.ridewire.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.parts.BrokenDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyOneLauncherHasTheFolderAtATime() {
        Home home = home();
        RunFolder.Lock lock = new RunFolder(home).lock().orElseThrow();
        assertThat(new RunFolder(home).lock()).isEmpty();
        lock.close();
        try (RunFolder.Lock again = new RunFolder(home).lock().orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void whatRunsIsFoundByOthersWhileItsLauncherLives() {
        Home home = home();
        var stack = new RunningStack(StackPorts.from(30_000), Set.of(Part.BOOKING, Part.ZIPKIN), Instant.EPOCH);
        stack.write(home);
        assertThat(RunningStack.find(home)).isEmpty();
        try (RunFolder.Lock lock = new RunFolder(home).lock().orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(RunningStack.find(home)).contains(stack);
            assertThat(stack.readyLine())
                    .isEqualTo("ready booking=http://127.0.0.1:30001 traces=http://127.0.0.1:30004");
        }
    }

    @Test
    void aFileWhereTheFolderShouldBeIsAnsweredWithItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new Home(file).prepare())
                .isInstanceOf(BrokenDataException.class).hasMessageContaining(file.toString());
    }

    private Home home() {
        var home = new Home(folder);
        home.prepare();
        return home;
    }
}
