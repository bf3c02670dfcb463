package dev.ridewire.parts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A prefix of a command that keeps the terminal's Ctrl-C from a child. The process id remains that of the command. */
public final class OwnSession {
    public static final List<String> PREFIX = isOnPath("setsid")
            ? List.of("setsid")
            // macOS has no setsid. A signal that is ignored here stays ignored in the program; only PostgreSQL resets
            // it.
            : List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private OwnSession() {}

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
