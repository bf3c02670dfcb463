package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Installation;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.run.StackAbsentException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The environment of the command, which the script {@code ridewire} sets. */
final class Surroundings {
    static final String ROOT = "ridewire.root";
    private static final String HOME = "RIDEWIRE_HOME";

    private Surroundings() {}

    static Installation installation() {
        return new Installation(Path.of(System.getProperty(ROOT, ".")));
    }

    static Home home() {
        @Nullable
        String elsewhere = System.getenv(HOME);
        return new Home(elsewhere == null ? installation().root().resolve(".ridewire") : Path.of(elsewhere));
    }

    /**
     * Returns the stack of this home.
     *
     * @throws StackAbsentException if none is ready
     */
    static RunningStack runningStack() {
        Home home = home();
        return RunningStack.find(home).orElseThrow(() -> new StackAbsentException(home));
    }
}
